/** Bytes left for a page's content, so that no input makes a page nobody can open. */
export class PageBudget {
  constructor(private left: number) {}

  /** Takes a text's bytes, or leaves the budget as it is and says no. */
  take(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes > this.left) return false;
    this.left -= bytes;
    return true;
  }

  /** A part of what is left, so that a long table leaves room for those after it. */
  share(parts: number): PageBudget {
    const granted = Math.floor(this.left / Math.max(1, parts));
    this.left -= granted;
    return new PageBudget(granted);
  }

  /** Takes back what a part did not need. */
  giveBack(part: PageBudget): void {
    this.left += part.left;
    part.left = 0;
  }
}
