import { type AuditRow, suppressed } from '../fairness';
import { exampleEvidence, silentAbout } from './example-report';
import { type ModelCard, modelCard } from './index';

const people = (group: string, size: number, selected: number): AuditRow[] =>
  Array.from({ length: size }, (_, at) => ({
    groups: [group],
    predicted: at < selected,
    actual: at % 3 === 0,
  }));
const evidence = exampleEvidence({
  attributes: ['region'],
  rows: [
    ...people('north', 300, 150),
    ...people('south', 200, 70),
    ...people('west', 60, 25),
    ...people('few', 6, 3),
  ],
});
const about = {
  ...silentAbout,
  model: { name: 'credit', version: 'version 3', purpose: 'To advise.', riskTier: null },
};
const whole = modelCard(evidence, about);
const metricsOf = (card: ModelCard) => card.quantitative_analysis.performance_metrics;
const named = (card: ModelCard, type: string, slice: string) =>
  metricsOf(card).find((metric) => metric.type === type && metric.slice === slice);

describe('a model card of an audit', () => {
  it('FR-23 has the rates of every group with their intervals', () => {
    const rate = evidence.results.sections[0]!.groups.find(({ group }) => group[0] === 'south')!.metrics
      .selection_rate;
    if (rate.status !== 'ok' || !rate.interval) throw new Error('There is no rate.');
    expect(named(whole, 'selection_rate', 'region: south')).toEqual({
      ...{ type: 'selection_rate', value: '0.35', slice: 'region: south' },
      confidence_interval: {
        lower_bound: String(rate.interval.lower),
        upper_bound: String(rate.interval.upper),
      },
    });
    expect(named(whole, 'tpr', 'region: few')).toBeDefined();
  });

  it('FR-23 has the disparities between the groups', () => {
    const { difference } = evidence.results.sections[0]!.disparities.find(
      ({ metric }) => metric === 'demographic_parity',
    )!;
    expect(named(whole, 'demographic_parity_difference', 'region: south against north')?.value).toBe(
      String(difference.value),
    );
    expect(named(whole, 'impact_ratio', 'region: south against north')?.value).toBe('0.7');
  });

  it('FR-23 leaves out what is hidden, and says so', () => {
    const card = modelCard(evidence, about, suppressed(evidence.results, 10));
    const slices = metricsOf(card).map(({ slice }) => slice);
    expect(slices).toContain('region: north');
    expect(slices.some((slice) => slice.includes('few') || slice === 'region: west')).toBe(false);
    expect(JSON.stringify(card.considerations.limitations)).toContain('fewer than 10 people are left out');
    expect(JSON.stringify(whole.considerations.limitations)).not.toContain('left out');
  });

  /** The members that a card of schema 0.0.2 has; its protocol buffer knows no others and takes texts alone. */
  it('FR-23 has no member that the schema lacks, and texts alone for values', () => {
    expect(Object.keys(whole).sort()).toEqual([
      ...['considerations', 'model_details', 'quantitative_analysis', 'schema_version'],
    ]);
    expect(whole.schema_version).toBe('0.0.2');
    expect(Object.keys(whole.model_details).sort()).toEqual(['documentation', 'name', 'version']);
    expect(whole.model_details.version).toEqual({ name: 'version 3' });
    expect(Object.keys(whole.considerations).sort()).toEqual(['limitations', 'use_cases']);
    expect(whole.considerations.use_cases).toEqual([{ description: 'To advise.' }]);
    expect(metricsOf(whole).length).toBeGreaterThan(20);
    for (const { type, value, slice, confidence_interval: interval, ...more } of metricsOf(whole)) {
      expect(more).toEqual({});
      for (const text of [type, value, slice, ...Object.values(interval ?? {})])
        expect(typeof text).toBe('string');
      for (const number of [value, ...Object.values(interval ?? {})])
        expect(Number.isFinite(Number(number))).toBe(true);
      if (interval) expect(Object.keys(interval)).toEqual(['lower_bound', 'upper_bound']);
    }
  });

  it('FR-23 gives no metric where nothing could be computed, and no model where there is none', () => {
    const nobody = modelCard(exampleEvidence({ attributes: ['region'], rows: [] }), silentAbout);
    expect(metricsOf(nobody)).toEqual([]);
    expect(nobody.model_details.name).toBeUndefined();
    expect(nobody.considerations.use_cases).toEqual([]);
  });
});
