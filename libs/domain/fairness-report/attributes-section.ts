import { type AttributeOrigin, type SectionResults } from '../fairness';
import { formatNumber, type ReportPart, type ReportSection } from '../report';
import { boundsText, percent } from './estimate-text';
import { markedName, markText } from './marked-name';
import { column, inLine, numeric, text } from './parts';
import { type ReportSubject } from './report-subject';
import { groupName, isSame, listed, sectionName } from './section-name';
import { verdictText } from './verdict-text';

const origins: Readonly<Record<AttributeOrigin, string>> = {
  self_reported: 'stated by the people themselves',
  observed: 'observed by somebody else',
  administrative: 'from administrative records',
  inferred: 'INFERRED, not stated by the people',
  unknown: 'not stated',
};

/** The sensitive attributes, why they may be read, and what people of unknown group could change. */
export function attributesSection({ evidence }: ReportSubject): ReportSection {
  const { policy, results } = evidence;
  const bounded = results.sections.filter(({ bounds }) => bounds !== null);
  return {
    title: 'Sensitive attributes',
    basis: 'NYC rules, 6 RCNY 5-301 and 5-303; EU AI Act, Article 10(5)',
    parts: [
      {
        ...{ kind: 'table', caption: 'Attributes' },
        columns: [
          column('Attribute'),
          column('Origin'),
          column('Legal basis'),
          column('Reference group'),
          numeric('Unknown'),
        ],
        rows: policy.attributes.map(({ name, origin, legalBasis, reference }) => [
          sectionName([name]),
          origins[origin],
          inLine(legalBasis),
          reference === null ? 'none named' : groupName([reference]),
          unknownOf(results.sections.find(({ attributes }) => isSame(attributes, [name]))),
        ]),
      },
      {
        kind: 'facts',
        facts: [['Why these references', inLine(policy.reasons.reference, 'Nobody has given a reason.')]],
      },
      ...vaultNote(evidence.subject),
      ...inferredNote(policy.attributes),
      ...(bounded.length === 0
        ? [
            text(
              'Every person with a prediction is of known group, so there is nothing that people of unknown group could change.',
            ),
          ]
        : boundParts(bounded)),
    ],
  };
}

function unknownOf(section: SectionResults | undefined): string {
  if (section === undefined || section.rows === 0) return '0';
  const { unknownGroup, rows } = section;
  return `${formatNumber(unknownGroup)} (${percent(unknownGroup / rows)})`;
}

function vaultNote({ vault }: ReportSubject['evidence']['subject']): ReportPart[] {
  if (vault === undefined) return [];
  const names = listed(vault.attributes.map((name) => sectionName([name])));
  const key = vault.key === null ? 'the id of the prediction' : `the column ${sectionName([vault.key])}`;
  return [
    text(
      `The values of ${names} were no part of the population. A vault that this audit alone read gave them by ${key}; that reading is on record. Whoever has no value there is of unknown group.`,
    ),
  ];
}

function inferredNote(attributes: ReportSubject['evidence']['policy']['attributes']): ReportPart[] {
  const inferred = attributes.filter(({ origin }) => origin === 'inferred');
  if (inferred.length === 0) return [];
  const names = inferred.map(({ name }) => sectionName([name])).join(', ');
  return [
    text(
      `The values of ${names} were inferred. Errors of the inference move people between groups, and no interval of this report allows for that. The rules of New York City do not accept inferred categories: their law pack computes nothing of them.`,
    ),
  ];
}

function boundParts(sections: readonly SectionResults[]): ReportPart[] {
  return [
    text(
      `People of unknown group stay outside the rates. The tables show where each impact ratio could lie if all of them belonged to that group (worst case), or as many as its share (proportional). The rate divided by stays as counted. ${markText}`,
    ),
    ...sections.map(boundTable),
  ];
}

function boundTable(section: SectionResults): ReportPart {
  const { attributes, bounds } = section;
  const { groups, unknown, reference, worstCaseVerdict, proportionalVerdict } = bounds!;
  const range = (pair: { readonly impactRatio: readonly [number, number] } | null): string =>
    pair === null ? 'none' : boundsText({ lower: pair.impactRatio[0], upper: pair.impactRatio[1] });
  const against = reference === null ? '' : `, against ${groupName(reference)}`;
  return {
    kind: 'table',
    caption: `Impact ratios by ${sectionName(attributes)} with ${formatNumber(unknown.n)} people of unknown group${against}; worst case ${verdictText(worstCaseVerdict)}, proportional ${verdictText(proportionalVerdict)}`,
    columns: [
      column('Group'),
      numeric('n'),
      numeric('As counted'),
      numeric('Worst case'),
      numeric('Proportional'),
    ],
    rows: groups.map(({ group, n, impactRatio, worstCase, proportional }) => [
      markedName(group, section),
      formatNumber(n),
      impactRatio === null ? 'none' : impactRatio.toFixed(3),
      range(worstCase),
      range(proportional),
    ]),
  };
}
