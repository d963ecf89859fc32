package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.CommitKey;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.lang.Message;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.NixBase64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sure that a commit is signed with one of the keys that an input names. The {@code git} program checks it. */
final class CommitSignature {
    /** What OpenSSH calls the types of keys, in the order in which Nix lists them. */
    private static final List<String> NAMES =
            List.of("ssh-ed25519-sk", "ssh-rsa", "ssh-dsa", "ssh-ecdsa", "ssh-ecdsa-sk", "ssh-ed25519");

    private static final Map<String, String> HARDWARE = Map.of(
            "ssh-ecdsa-sk", "sk-ecdsa-sha2-nistp256@openssh.com", "ssh-ed25519-sk", "sk-ssh-ed25519@openssh.com");

    private CommitSignature() {}

    /**
     * Checks the commit if the input asks for it; throws if it is not signed as it has to be.
     *
     * @param rev null where there are uncommitted changes
     */
    static void check(Input input, Path repository, @Nullable String rev) throws IOException {
        InputAttributes attributes = input.attributes();
        List<CommitKey> keys = CommitKey.of(attributes);
        boolean wanted = attributes.has("verifyCommit") ? attributes.bool("verifyCommit") : !keys.isEmpty();
        if (!wanted) {
            return;
        }
        if (rev == null) {
            throw new FlakeException(
                    "commit verification is required for Git repository '" + input + "', but it's dirty");
        }
        Path signers = Files.createTempFile("nix4j", ".signers");
        try {
            Files.write(signers, ByteText.bytes(allowed(keys)));
            GitProgram.Result result = GitProgram.run(
                    repository, List.of("-c", "gpg.ssh.allowedSignersFile=" + signers, "verify-commit", rev));
            // Git is content with keys of its user, too.
            List<String> fingerprints =
                    keys.stream().map(CommitSignature::fingerprint).toList();
            boolean ours = result.output()
                    .lines()
                    .filter(line -> line.startsWith("Good \"git\" signature for * with "))
                    .anyMatch(line -> fingerprints.stream().anyMatch(print -> line.endsWith(" key SHA256:" + print)));
            if (result.status() != 0 || !ours) {
                throw FlakeException.saying(
                        Message.of("Commit signature verification on commit %s failed: %s", rev, result.output()));
            }
        } finally {
            Files.delete(signers);
        }
    }

    private static String allowed(List<CommitKey> keys) {
        StringBuilder text = new StringBuilder();
        for (CommitKey key : keys) {
            if (!NAMES.contains(key.type())) {
                StringBuilder known = new StringBuilder();
                NAMES.forEach(name -> known.append("  ").append(name).append('\n'));
                throw FlakeException.saying(Message.of(
                        "Invalid SSH key type '%s' in publicKeys.\nPlease use one of:\n%s", key.type(), known));
            }
            String type = HARDWARE.getOrDefault(key.type(), key.type());
            text.append("* ").append(type).append(' ').append(key.key()).append('\n');
        }
        return text.toString();
    }

    private static String fingerprint(CommitKey key) {
        return FlakeException.during(
                "while decoding public key '" + key.key() + "' used for git signature",
                () -> HashAlgorithm.SHA256
                        .hash(NixBase64.decode(key.key()))
                        .sri()
                        .substring("sha256-".length())
                        .replace("=", ""));
    }
}
