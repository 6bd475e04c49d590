import { type Cell, type Report } from '../output/report';
import { type GateAnswer } from './gate-answer';

const verdicts: Readonly<Record<GateAnswer['gates'][number]['verdict'], Cell>> = {
  pass: { text: 'passes', tone: 'good' },
  fail: { text: 'fails', tone: 'bad' },
  unknown: { text: 'unknown', tone: 'warning' },
};

/** The answer for people. */
export function gateReport(answer: GateAnswer): Report {
  const { allowed, reasons, model, version, environment, alias, promotion, gates } = answer;
  const what = `${model.name} version ${version.number} as ${alias} in ${environment}`;
  return {
    title: allowed ? 'Allowed' : 'Not allowed',
    lead: [
      allowed ? `${what} may serve.` : `${what} may not serve.`,
      ...(promotion ? [`Its promotion ${promotion.id} is ${promotion.state.replaceAll('_', ' ')}.`] : []),
    ],
    tables: [
      ...(allowed ? [] : [reasonTable(reasons)]),
      {
        caption: 'Gates, evaluated now on the newest evidence',
        columns: [{ name: 'gate' }, { name: 'verdict' }, { name: 'what was found' }],
        rows: gates.map(({ title, verdict, reason }) => [title, verdicts[verdict], reason]),
      },
    ].filter(({ rows }) => rows.length > 0),
    notes: [`Artefact ${version.artifactDigest}.`],
  };
}

function reasonTable(reasons: GateAnswer['reasons']) {
  return {
    caption: 'What is missing',
    columns: [{ name: 'code' }, { name: 'reason' }],
    rows: reasons.map(({ code, message }): Cell[] => [code, message]),
  };
}
