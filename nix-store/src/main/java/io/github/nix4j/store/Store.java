package io.github.nix4j.store;

/** A place for store objects that can be read and written. {@link Stores} opens them. Closing it twice does nothing. */
public interface Store extends StoreReader, StoreWriter, AutoCloseable {
    /** How messages name this store: the URI that opens it. */
    String uri();

    @Override
    void close();
}
