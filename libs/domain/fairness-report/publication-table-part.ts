import { formatNumber, type ReportPart } from '../report';
import { decimal, intervalText, percent, valueText } from './estimate-text';
import { column, numeric, text } from './parts';
import { type PublicationRow, type PublicationTable } from './publication-tables';
import { groupName, isSame, sectionName } from './section-name';

const hidden = 'hidden';

/** A table of a law pack, as far as everybody may see it. */
export function publicationTablePart(table: PublicationTable): ReportPart {
  const { lawPack, version, attributes, rate, unknown, rows } = table;
  const name = `${lawPack} version ${version}, by ${sectionName(attributes)}`;
  if (rows.length === 0) return text(`${name}: no number of a group is shown.`);
  const isScoring = rate === 'scoring';
  return {
    kind: 'table',
    caption: `${name}: ${isScoring ? 'scoring' : 'selection'} rates and impact ratios; ${formatNumber(unknown)} people of unknown category stay outside`,
    columns: [
      ...[column('Category'), numeric('n'), numeric(isScoring ? 'Above median' : 'Selected')],
      ...[numeric('Rate'), numeric('Interval'), numeric('Impact ratio'), column('Note')],
    ],
    rows: rows.map((row) => cellsOf(row, table)),
  };
}

function cellsOf(
  { group, n, selected, rate, impactRatio, isLeftOut }: PublicationRow,
  table: PublicationTable,
) {
  return [
    groupName(group),
    n === null ? hidden : formatNumber(n),
    selected === null ? hidden : formatNumber(selected),
    rate === null ? hidden : valueText(rate, percent),
    rate === null ? hidden : intervalText(rate, percent),
    impactRatio === null ? hidden : valueText(impactRatio, decimal),
    ...[
      isLeftOut
        ? 'left out of the ratios'
        : table.highest && isSame(group, table.highest)
          ? 'highest rate'
          : '',
    ],
  ];
}
