package io.github.nix4j.flake.fetch.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.TestProtocol;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a fetch between two repositories of this machine. JGit's own way between such prints the trace of every request
 * that is refused to standard error, and gives out only what a reference leads to, unlike the program {@code git}.
 */
final class LocalTransport {
    private LocalTransport() {}

    /** A transport that brings what {@code source} has to {@code target}; both stay open when it is closed. */
    static Transport between(Repository source, Repository target) throws IOException {
        TestProtocol<String> protocol = new TestProtocol<>((asked, repository) -> new Giver(repository), null);
        URIish name = protocol.register("", source);
        return protocol.open(name, target, null);
    }

    /** The end that gives. */
    private static final class Giver extends UploadPack {
        private Giver(Repository source) {
            super(source);
            setRequestPolicy(RequestPolicy.ANY);
        }

        @Override
        public void upload(InputStream input, OutputStream output, @Nullable OutputStream messages) {
            try {
                super.upload(input, output, messages);
            } catch (IOException e) {
                // The other end was told before this was thrown, or finds its stream ended, and throws it then.
                // Whoever calls this would print the trace.
            }
        }
    }
}
