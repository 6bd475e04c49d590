import { visibleText } from '@countersign/domain/report';
import { cutToWidth } from './text-width';

/** One line on a terminal that each text rewrites; nothing at all when the stream is no terminal. */
export class ProgressLine {
  private isShown = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  readonly show = (text: string): void => {
    if (!this.stream.isTTY) return;
    this.isShown = true;
    this.stream.write(`\r\u001b[K${cutToWidth(visibleText(text), (this.stream.columns || 80) - 1)}`);
  };

  /** Takes the line away, so that what is said next starts on a clean one. */
  clear(): void {
    if (this.isShown) this.stream.write('\r\u001b[K');
    this.isShown = false;
  }
}
