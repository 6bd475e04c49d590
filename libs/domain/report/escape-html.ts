import { visibleText } from './visible-text';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text for an element or a quoted attribute of HTML or SVG; control characters are written as escapes. */
export function escapeHtml(text: string): string {
  // A lone surrogate has no UTF-8: it becomes the replacement character.
  return visibleText(text)
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
