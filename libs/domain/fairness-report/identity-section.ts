import { lawPackAt } from '@countersign/statistics/law-packs';
import { formatNumber, type ReportSection } from '../report';
import { inLine, text } from './parts';
import { periodText } from './period-text';
import { type ReportSubject } from './report-subject';

/** What was audited, by what, by whom: enough to tell this audit from any other. */
export function identitySection({ evidence, about }: ReportSubject): ReportSection {
  const { subject, policy, counts } = evidence;
  const { model } = about;
  return {
    title: 'Identity',
    basis: 'EU AI Act, Annex IV 1 and 2(g)',
    parts: [
      {
        kind: 'facts',
        facts: [
          [
            'Model',
            model === null ? 'No registered model: the predictions came with the rows.' : inLine(model.name),
          ],
          ...(model === null ? [] : [['Version', inLine(model.version)] as const]),
          ['Model artefact (SHA-256)', subject.artifactDigest ?? 'none'],
          ['Population', inLine(about.population.name)],
          ['Population (SHA-256)', subject.populationDigest],
          ['Rows', formatNumber(counts.rows)],
          ['Period', periodText(subject)],
          ['Evidence (SHA-256)', about.evidenceDigest],
          ['Run', `${about.ranAt} by ${inLine(about.ranBy)}`],
          ['Counted and derived by', `${inLine(about.software)}, audit method version ${policy.method}`],
          ['Law packs', policy.lawPacks.length === 0 ? 'none' : policy.lawPacks.map(packText).join('; ')],
          ['Signed by', signers(about.signOffs)],
        ],
      },
      ...(policy.lawPacks.length === 0
        ? []
        : [
            text(
              'A law pack is versioned data about a rule. It says what is measured and where the rule stands.',
            ),
          ]),
    ],
  };
}

function packText({
  id,
  version,
  leaveOutSmall,
}: ReportSubject['evidence']['policy']['lawPacks'][number]): string {
  const pack = lawPackAt(id, version);
  if (pack === null) return `${id} version ${version}, which this version of the software does not hold`;
  const { effectiveFrom, effectiveTo, verified, rules } = pack;
  const dates = `rule in effect from ${effectiveFrom}${effectiveTo === null ? '' : ` to ${effectiveTo}`}`;
  const small =
    rules.smallShare === null || !leaveOutSmall ? '' : ', small categories left out of the ratios';
  return `${id} version ${version}, ${dates}, data ${verified ? 'checked' : 'not checked'} by a person with legal training${small}`;
}

function signers(signOffs: ReportSubject['about']['signOffs']): string {
  if (signOffs.length === 0) return 'nobody yet';
  return signOffs.map(({ name, role }) => `${inLine(name)} (${inLine(role)})`).join(', ');
}
