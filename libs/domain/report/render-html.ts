import { escapeHtml } from './escape-html';
import { htmlPage } from './html-page';
import { renderSvg } from './render-svg';
import {
  type ReportDocument,
  type ReportFigure,
  type ReportPart,
  type ReportSection,
  type ReportTable,
} from './report-document';

/**
 * A report as one page that needs nothing else: headings with a table of contents, tables with their heads, pictures with
 * their words, light, dark and for paper. Every text of the report is escaped. The same report gives the same bytes.
 */
export function renderHtml({ title, lead, sections }: ReportDocument): string {
  return htmlPage(title, [
    '<main>',
    `<h1>${escapeHtml(title)}</h1>`,
    ...lead.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...contents(sections),
    ...sections.map(sectionHtml),
    '</main>',
  ]);
}

function contents(sections: readonly ReportSection[]): string[] {
  if (sections.length < 2) return [];
  const items = sections.map(({ title }, at) => `<li><a href="#${idOf(at)}">${escapeHtml(title)}</a></li>`);
  return ['<nav aria-label="Contents" class="contents">', '<ul>', ...items, '</ul>', '</nav>'];
}

const idOf = (section: number): string => `section-${section + 1}`;

function sectionHtml({ title, basis, parts }: ReportSection, at: number): string {
  const id = idOf(at);
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escapeHtml(title)}</h2>`,
    ...(basis === undefined ? [] : [`<p class="muted">${escapeHtml(basis)}</p>`]),
    ...parts.map((part, index) => partHtml(part, `${id}-${index + 1}`)),
    '</section>',
  ].join('\n');
}

function partHtml(part: ReportPart, id: string): string {
  switch (part.kind) {
    case 'text':
      return `<p>${escapeHtml(part.text)}</p>`;
    case 'list':
      return listHtml(part.items);
    case 'facts':
      return factsHtml(part.facts);
    case 'table':
      return tableHtml(part, id);
    case 'figure':
      return figureHtml(part, id);
  }
}

function listHtml(items: readonly string[]): string {
  if (items.length === 0) return '';
  return ['<ul>', ...items.map((item) => `<li>${escapeHtml(item)}</li>`), '</ul>'].join('\n');
}

function factsHtml(facts: readonly (readonly [name: string, value: string])[]): string {
  const entries = facts.map(
    ([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return ['<dl class="facts">', ...entries, '</dl>'].join('\n');
}

function tableHtml({ caption, columns, rows }: ReportTable, id: string): string {
  const right = columns.map(({ isNumeric }) => (isNumeric ? ' class="right"' : ''));
  const head = columns.map(({ name }, at) => `<th scope="col"${right[at]}>${escapeHtml(name)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((text, at) =>
      at === 0
        ? `<th scope="row"${right[at]}>${escapeHtml(text)}</th>`
        : `<td${right[at] ?? ''}>${escapeHtml(text)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return [
    // It scrolls by itself, so that it has to be reached by the keyboard.
    `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">`,
    `<table>\n<caption id="${id}">${escapeHtml(caption)}</caption>`,
    `<thead>\n<tr>${head.join('')}</tr>\n</thead>\n<tbody>`,
    ...body,
    '</tbody>\n</table>',
    '</div>',
  ].join('\n');
}

function figureHtml({ caption, description, drawing }: ReportFigure, id: string): string {
  return [
    '<figure class="drawing">',
    `<figcaption>${escapeHtml(caption)}</figcaption>`,
    renderSvg(drawing, { id, title: caption, description }),
    '</figure>',
  ].join('\n');
}
