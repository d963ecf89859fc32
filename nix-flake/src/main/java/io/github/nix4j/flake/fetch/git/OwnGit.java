package io.github.nix4j.flake.fetch.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.util.CleanupService;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.UserConfigFile;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's view of the system in a program that shares JGit with nobody, where a start may not take long. JGit by itself runs
 * {@code git} twice to learn where the settings of all users are (they are taken from where libgit2 looks, but on Windows),
 * measures for three seconds how exact the times of files are, once for each JVM and home directory (here they are taken to be
 * coarse, so that what is young is read again), and reads its nine hundred messages, to have them when the JVM ends.
 */
final class OwnGit extends SystemReader.Delegate {
    private static final File FOR_ALL_USERS = new File("/etc/gitconfig");
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long YOUNG = TimeUnit.SECONDS.toNanos(2);

    private OwnGit(SystemReader usual) {
        super(usual);
    }

    /** Sets up JGit, unless that was done before. */
    static synchronized void setUp() {
        SystemReader present = SystemReader.getInstance();
        if (!(present instanceof OwnGit)) {
            // Registers itself; nothing is to be cleaned when the JVM ends.
            CleanupService unused = new CleanupService();
            SystemReader.setInstance(new OwnGit(present));
        }
    }

    /**
     * Sets up JGit and finds out what all repositories share, which is half of what the first one needs. {@link #setUp} waits for the
     * end, so that no two threads initialise classes of JGit that need each other.
     */
    static synchronized void prepare(File directory) throws IOException, ConfigInvalidException {
        setUp();
        SystemReader.getInstance().getUserConfig();
        FS.getFileStoreAttributes(directory.toPath());
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        String without = getenv(Constants.GIT_CONFIG_NOSYSTEM_KEY);
        return isWindows() || (without != null && !without.isEmpty())
                ? super.openSystemConfig(parent, fs)
                : new FileBasedConfig(parent, FOR_ALL_USERS, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Times(user(parent, fs), fs);
    }

    /** Those below the variable {@code HOME}, as Git and libgit2 have it; JGit goes by the list of users. */
    private FileBasedConfig user(Config parent, FS fs) {
        String home = getenv("HOME");
        if (isWindows() || home == null || home.isEmpty()) {
            return super.openUserConfig(parent, fs);
        }
        String folder = getenv("XDG_CONFIG_HOME");
        Path others = folder == null || folder.isEmpty() ? Path.of(home, ".config") : Path.of(folder);
        return new UserConfigFile(
                parent,
                Path.of(home, ".gitconfig").toFile(),
                others.resolve("git").resolve("config").toFile(),
                fs);
    }

    /** The user's settings, and times of files that nobody has to measure. */
    private static final class Times extends FileBasedConfig {
        private Times(FileBasedConfig user, FS fs) {
            super(user, null, fs);
        }

        @Override
        public void load() {
            // There is no file of this one's own; those of the user's are loaded by themselves.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long unset, TimeUnit unit) {
            if (!section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)) {
                return super.getTimeUnit(section, subsection, name, unset, unit);
            }
            long nanos = name.equals(ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD) ? YOUNG : TICK;
            return unit.convert(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
