import closeWithGrace from 'close-with-grace';
import { type Logger } from 'pino';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `stop` once, on the first signal or failure. Ctrl-C reaches us twice, from the terminal and from the process
 * that started us; the library would take the second for impatience and leave the database running.
 */
export function stopGracefully(logger: Logger, stop: () => Promise<void>): void {
  const { close } = closeWithGrace({ delay: 10_000, logger, skip: [...stopSignals] }, async ({ err }) => {
    if (err) logger.fatal({ err }, 'stopping after a failure');
    await stop();
  });
  let isStopping = false;
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      close();
    });
  }
}
