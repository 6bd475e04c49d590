import { mapEntry, type SectionMap } from './section-map';

/** The functions of NIST's framework that a fairness audit has something to say about. */
export const nistAiRmf: SectionMap = {
  id: 'nist-ai-rmf',
  version: 2,
  title: 'NIST AI Risk Management Framework 1.0',
  source: { title: 'NIST AI 100-1', url: 'https://doi.org/10.6028/NIST.AI.100-1' },
  date: '2026-11-21',
  effectiveFrom: '2023-01-26',
  effectiveTo: null,
  verified: false,
  note: 'The framework is voluntary.',
  entries: [
    mapEntry('GOVERN 1.5, 2.1', 'reviews, roles and responsibilities', 'signOff', 'monitoring'),
    mapEntry('MAP 2, 3, 5', 'context, benefits, impacts', 'purpose', 'errors', 'limits'),
    mapEntry('MEASURE 1.3', 'assessors who are independent', 'signOff'),
    mapEntry('MEASURE 2.4', 'behaviour in production', 'monitoring'),
    mapEntry(
      'MEASURE 2.11',
      'fairness and bias, evaluated and documented',
      'groups',
      'errors',
      'verdicts',
      'scores',
    ),
    mapEntry('MANAGE 1.1', 'whether to go on', 'verdicts', 'mitigation'),
    mapEntry('MANAGE 4.1', 'plans for after release', 'monitoring'),
  ],
};
