const zeroWidth = /\p{Mark}|\p{Cf}/u;
/** Hangul, kana, Han, full-width forms and emoji: two cells of a terminal each. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Cells of a terminal that a text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) if (!zeroWidth.test(character)) width += wide.test(character) ? 2 : 1;
  return width;
}

/** Cuts a text to a width, the cut shown by an ellipsis. */
export function cutToWidth(text: string, limit: number): string {
  if (text.length <= limit && textWidth(text) <= limit) return text;
  const kept: string[] = [];
  let width = 0;
  for (const character of text) {
    width += textWidth(character);
    // The last one that fits makes room for the ellipsis.
    if (width > limit) return `${kept.slice(0, -1).join('')}…`;
    kept.push(character);
  }
  return text;
}
