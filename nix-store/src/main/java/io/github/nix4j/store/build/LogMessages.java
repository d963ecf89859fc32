package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.path.StorePath;
import java.util.function.Consumer;

/**
 * Takes messages to Nix out of a builder's log: lines of {@code @nix} and JSON, as the standard environment writes them at the start
 * of each phase. What a builder says of its activities is heard by nobody, as in Nix, but for downloads.
 */
final class LogMessages implements Consumer<String> {
    private static final String START = "@nix ";

    private final StorePath derivation;
    private final BuildListener listener;
    private final Consumer<String> next;

    /** @param next takes all other lines */
    LogMessages(StorePath derivation, BuildListener listener, Consumer<String> next) {
        this.derivation = derivation;
        this.listener = listener;
        this.next = next;
    }

    @Override
    public void accept(String line) {
        if (!line.startsWith(START) || !isMessage(line.substring(START.length()))) {
            next.accept(line);
        }
    }

    private boolean isMessage(String text) {
        Json json;
        try {
            json = JsonReader.read(text);
        } catch (StoreException e) {
            listener.message(0, "bad JSON log message from the derivation builder: " + e.byteMessage());
            return false;
        }
        try {
            Json.Obj message = json.object();
            String action = message.at("action").string();
            if (action.equals("setPhase")) {
                listener.phase(derivation, message.at("phase").string());
            } else if (action.equals("msg")) {
                long level = message.at("level").unsigned();
                listener.message(
                        (int) Math.min(level, Integer.MAX_VALUE),
                        message.at("msg").string());
            }
            return true;
        } catch (StoreException e) {
            listener.warning("Unable to handle a JSON message from the derivation builder: " + e.byteMessage());
            return false;
        }
    }
}
