import { escapeHtml, formatNumber, htmlPage } from '@countersign/domain/report';
import { PageBudget } from './page-budget';
import { type Cell, type Figure, type Report, type ReportTable } from './report';

/** Largest content of a page; its frame takes a few kilobytes more. The whole stays below 2 MB. */
const largestContent = 1_900_000;
/** Longer texts are cut: what a cell or a sentence may take of the page. */
const longestText = 500;

/**
 * A report as one HTML page that needs nothing else: no script, no link, light and dark. Texts are escaped. Rows,
 * notes and figures beyond 2 MB are left out, and the page says how many.
 */
export function renderHtml(report: Report): string {
  const budget = new PageBudget(largestContent);
  const lead = listOf(report.lead, budget.share(10), (text) => `<p>${text}</p>`);
  const notes = listOf(report.notes, budget.share(8), (text) => `<li>${text}</li>`);
  const figures = report.figures ?? [];
  const parts = report.tables.length + figures.length;
  const sized = [...report.tables, ...figures].map((part, at) => {
    const share = budget.share(parts - at);
    const html = 'svg' in part ? figureHtml(part, share) : tableHtml(part, share);
    budget.giveBack(share);
    return html;
  });
  const drawn = sized.slice(report.tables.length);
  return htmlPage(cut(report.title), [
    '<main>',
    `<h1>${escaped(report.title)}</h1>`,
    lead,
    // What a report is about stands in its first table; the figures show it, the other tables spell it out.
    ...sized.slice(0, Math.min(1, report.tables.length)),
    drawn.length === 0 ? '' : `<section class="figures">\n${drawn.join('\n')}\n</section>`,
    ...sized.slice(1, report.tables.length),
    notes === '' ? '' : `<section class="notes">\n<h2>Notes</h2>\n<ul>\n${notes}\n</ul>\n</section>`,
    '</main>',
  ]);
}

/** As many texts as fit, each in its element, the rest counted. */
function listOf(texts: readonly string[], budget: PageBudget, element: (text: string) => string): string {
  const parts: string[] = [];
  for (const [at, text] of texts.entries()) {
    const part = element(escaped(text));
    if (!budget.take(part)) {
      parts.push(element(`${formatNumber(texts.length - at)} more are left out to keep this page small.`));
      break;
    }
    parts.push(part);
  }
  return parts.join('\n');
}

function figureHtml({ caption, svg }: Figure, budget: PageBudget): string {
  const html = `<figure>\n<figcaption>${escaped(caption)}</figcaption>\n${svg}\n</figure>`;
  return budget.take(html)
    ? html
    : `<p class="muted">The figure "${escaped(caption)}" is left out to keep this page small.</p>`;
}

function tableHtml({ caption, columns, rows }: ReportTable, budget: PageBudget): string {
  const rights = columns.map(({ align }) => align === 'right');
  const shown: string[] = [];
  const head = columns
    .slice(0, 1000)
    .map(({ name }, at) => `<th scope="col"${rights[at] ? ' class="right"' : ''}>${escaped(name)}</th>`)
    .join('');
  budget.take(head);
  for (const row of rows) {
    const html = rowHtml(row, rights);
    if (!budget.take(html)) break;
    shown.push(html);
  }
  const cut = rows.length - shown.length;
  const title = escaped(caption);
  return [
    `<div class="scroll" role="region" aria-label="${title}" tabindex="0">`,
    `<table>\n<caption>${title}</caption>`,
    `<thead>\n<tr>${head}</tr>\n</thead>\n<tbody>`,
    ...shown,
    '</tbody>\n</table>',
    cut > 0
      ? `<p class="muted">${formatNumber(cut)} of ${formatNumber(rows.length)} rows are left out to keep this page small; --json gives all of them.</p>`
      : '',
    '</div>',
  ].join('\n');
}

function rowHtml(row: readonly Cell[], rights: readonly boolean[]): string {
  const cells = row.map((cell, at) => {
    const { text, tone } = typeof cell === 'string' ? { text: cell } : cell;
    const names = [rights[at] ? 'right' : '', tone ?? ''].filter((name) => name !== '');
    const attribute = names.length > 0 ? ` class="${names.join(' ')}"` : '';
    const content = escaped(text);
    return at === 0 ? `<th scope="row"${attribute}>${content}</th>` : `<td${attribute}>${content}</td>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

const escaped = (text: string): string => escapeHtml(cut(text));

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);
