import { type AuditEvidence } from '@countersign/domain/fairness';
import { formatCount, formatNumber } from '../../../format/numbers';
import { listOf } from '../../../format/words';
import { t } from '../../../texts';
import { nameOf } from '../figures/audit-evidence';
import type { Facts } from './policy-facts';

type Section = AuditEvidence['counts']['sections'][number];

function sectionFacts({ attributes, groups, unknownGroup }: Section): [string, string][] {
  const name = attributes.join(' × ');
  return [
    [
      t('fairnessCompare.population.groups', { name }),
      listOf(groups.map(({ group }) => nameOf(group))) || t('ui.none'),
    ],
    [t('fairnessCompare.population.unknown', { name }), formatCount(unknownGroup)],
  ];
}

/** What an audit counted and where its rows come from, in words. */
export function populationFacts({ subject, counts }: AuditEvidence): Facts {
  const { source, window, columns, medianScore, populationDigest, artifactDigest } = subject;
  const sections = counts.sections.filter(({ attributes }) => attributes.length === 1);
  const none = t('ui.none');
  return new Map<string, string>([
    [t('fairnessCompare.population.rows'), formatCount(counts.rows)],
    [t('fairnessCompare.population.source'), t(`fairnessCompare.population.sources.${source}`)],
    [
      t('fairnessCompare.population.window'),
      window === null
        ? none
        : t('fairnessCompare.population.windowText', { from: window.from, to: window.to }),
    ],
    [t('fairnessCompare.population.digest'), populationDigest.slice(0, 12)],
    [t('fairnessCompare.population.artifact'), artifactDigest?.slice(0, 12) ?? none],
    [t('fairnessCompare.population.score'), columns.score ?? none],
    [t('fairnessCompare.population.stratum'), columns.stratum ?? none],
    [t('fairnessCompare.population.median'), medianScore === null ? none : formatNumber(medianScore)],
    ...sections.flatMap(sectionFacts),
  ]);
}
