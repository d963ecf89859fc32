package io.github.nix4j.flake.loopback;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An HTTP proxy that connects every tunnel, wherever it is meant to lead, to one port of this machine. */
public final class TunnelProxy implements Closeable {
    private final ServerSocket listener;
    private final int target;

    public TunnelProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                start(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            InputStream in = client.getInputStream();
            int newlines = 0;
            for (int c; newlines < 2 && (c = in.read()) >= 0; ) {
                newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
            }
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            start(() -> copy(in, server));
            server.getInputStream().transferTo(out);
        } catch (IOException e) {
            // One side has gone; closing the sockets tells the other.
            return;
        }
    }

    private static void copy(InputStream from, Socket to) {
        try {
            from.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // As above.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
