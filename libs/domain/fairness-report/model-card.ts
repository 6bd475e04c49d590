import { type AssessedDisparity, type GroupMetrics } from '@countersign/statistics/fairness';
import { type Estimate, type Interval } from '@countersign/statistics/inference';
import { type AuditEvidence, type ShownSection, type SuppressedResults } from '../fairness';
import { type ReportAbout } from './report-about';

/** A metric as the Model Card Toolkit has it; its protocol buffer takes numbers as texts. */
interface PerformanceMetric {
  readonly type: string;
  readonly value: string;
  readonly slice: string;
  readonly confidence_interval?: { readonly lower_bound: string; readonly upper_bound: string };
}

/** The part of a model card that an audit can fill: schema 0.0.2 of the Model Card Toolkit. */
export interface ModelCard {
  readonly schema_version: '0.0.2';
  readonly model_details: {
    readonly name?: string;
    readonly version?: { readonly name: string };
    readonly documentation: string;
  };
  readonly quantitative_analysis: { readonly performance_metrics: readonly PerformanceMetric[] };
  readonly considerations: {
    readonly use_cases: readonly { readonly description: string }[];
    readonly limitations: readonly { readonly description: string }[];
  };
}

/** A section with all of its numbers, or with those that everybody may see. */
interface CardSection {
  readonly attributes: readonly string[];
  readonly groups: readonly (Pick<ShownSection['groups'][number], 'group' | 'metrics'> &
    Partial<Pick<ShownSection['groups'][number], 'favourableRate' | 'selectionRate'>>)[];
  readonly disparities: readonly (Pick<
    ShownSection['disparities'][number],
    'between' | 'difference' | 'metric' | 'ratio'
  > &
    Partial<Pick<AssessedDisparity, 'simultaneous'>>)[];
}

/**
 * A model card with the rates of all groups and the disparities between them, for tools that read such cards.
 * @param shown what the reader may see, where that is less than everything
 */
export function modelCard(
  { policy, results }: Pick<AuditEvidence, 'policy' | 'results'>,
  about: ReportAbout,
  shown: SuppressedResults | null = null,
): ModelCard {
  const sections: readonly CardSection[] = (shown ?? results).sections;
  const { model } = about;
  return {
    schema_version: '0.0.2',
    model_details: {
      ...(model && { name: model.name, version: { name: model.version } }),
      documentation: `Metrics of the fairness audit that ran ${about.ranAt}, verdict ${results.verdict}, evidence ${about.evidenceDigest} (SHA-256). The favourable outcome: ${policy.favourable.meaning || 'not stated'}.`,
    },
    quantitative_analysis: {
      performance_metrics: sections.flatMap((section) => [
        ...groupMetrics(section),
        ...disparityMetrics(section),
      ]),
    },
    considerations: {
      use_cases: model?.purpose ? [{ description: model.purpose }] : [],
      limitations: limitations(about, shown).map((description) => ({ description })),
    },
  };
}

function limitations({ validity }: ReportAbout, shown: SuppressedResults | null): string[] {
  return [
    ...(validity.ended === null ? [] : [`The audit no longer holds: ${validity.ended}`]),
    ...(shown === null
      ? []
      : [
          `Numbers of fewer than ${shown.smallCell} people are left out, with others from which they could be computed.`,
        ]),
    'The metrics do not say that any law is met.',
  ];
}

function groupMetrics({ attributes, groups }: CardSection): PerformanceMetric[] {
  return groups.flatMap(({ group, metrics, selectionRate, favourableRate }) => {
    const known: Partial<GroupMetrics> = metrics ?? {
      ...(selectionRate && { selection_rate: selectionRate }),
      ...(favourableRate && { favourable_rate: favourableRate }),
    };
    const slice = attributes.map((name, at) => `${name}: ${group[at]}`).join(', ');
    return Object.entries(known).flatMap(([type, estimate]) => metric({ type, slice }, estimate));
  });
}

function disparityMetrics({ attributes, disparities }: CardSection): PerformanceMetric[] {
  return disparities.flatMap(({ metric: name, difference, ratio, simultaneous, between }) => {
    const groups = (between ?? []).map((group) => group.join(' × ') || 'all others');
    const slice = `${attributes.join(' × ')}${groups.length === 2 ? `: ${groups.join(' against ')}` : ''}`;
    return [
      ...metric({ type: `${name}_difference`, slice }, difference, simultaneous?.difference),
      ...metric(
        { type: name === 'impact_ratio' ? name : `${name}_ratio`, slice },
        ratio,
        simultaneous?.ratio,
      ),
    ];
  });
}

/** None where there is no number: a card has no place for the reason. */
function metric(
  { type, slice }: Pick<PerformanceMetric, 'slice' | 'type'>,
  estimate: Estimate | null,
  joint?: Interval | null,
): PerformanceMetric[] {
  if (estimate === null || estimate.status !== 'ok') return [];
  const interval = estimate.interval ?? joint ?? null;
  return [
    {
      ...{ type, value: String(estimate.value), slice },
      ...(interval && {
        confidence_interval: { lower_bound: String(interval.lower), upper_bound: String(interval.upper) },
      }),
    },
  ];
}
