package estiva.control.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpContent;
import java.time.Duration;

/** Whether a client takes what is written to it: a thread may be waiting to write more. */
final class AnswerWatch {
    private final Pace pace;
    private long written;

    /** @param rate in bytes per second; it may be missed for {@code slowFor} */
    AnswerWatch(long rate, Duration slowFor) {
        this.pace = new Pace(rate, slowFor);
    }

    void count(Object message) {
        if (message instanceof HttpContent content) {
            written += content.content().readableBytes();
        } else if (message instanceof FileRegion file) {
            written += file.count();
        } else if (message instanceof ByteBuf bytes) {
            written += bytes.readableBytes();
        }
    }

    boolean isTooSlow(Channel channel, long now) {
        long waiting = waiting(channel);
        if (waiting == 0) {
            pace.end();
            return false;
        }
        if (!pace.isRunning()) {
            pace.begin(now, written - waiting);
        }
        return pace.isTooSlow(now, written - waiting);
    }

    /** Bytes that the system's buffers have not yet taken. */
    static long waiting(Channel channel) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        return out == null ? 0 : out.totalPendingWriteBytes();
    }
}
