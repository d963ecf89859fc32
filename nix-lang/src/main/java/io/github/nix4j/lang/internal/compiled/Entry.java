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

        // Written out, as of every record that a start compares: the JVM makes a record's own equals when it is first
        // called,
        // which no class cache keeps, and the first one took 30 ms of a start.
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && checksum == key.checksum
                    && length == key.length
                    && options == key.options;
        }

        @Override
        public int hashCode() {
            return checksum;
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
