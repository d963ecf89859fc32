package io.github.nix4j.lang.internal.compiled;

import java.util.zip.CRC32;

/**
 * A file and its compiled form.
 *
 * @param key what it is looked up by
 * @param content the file's bytes
 * @param form what {@link FormWriter} made of it
 */
record Entry(Key key, byte[] content, byte[] form) {

    /**
     * What most files differ in. It only finds candidates: whether an entry is of some file, its content decides.
     *
     * @param checksum of the content
     * @param length of the content
     * @param options what parsing depended on
     */
    record Key(int checksum, int length, int options) {
        static Key of(byte[] content, int options) {
            return new Key(Entry.checksum(content, 0, content.length), content.length, options);
        }
    }

    /** How many bytes of a pack it takes. */
    int size() {
        return content.length + form.length + Pack.ROW;
    }

    static int checksum(byte[] bytes, int offset, int length) {
        // Of the checksums the one that the JVM computes fast before any code is compiled.
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
