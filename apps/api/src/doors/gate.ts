import { type Environment } from '@countersign/domain/approvals';
import { type Request } from 'express';
import { caller } from '../server/context';
import { Problem } from '../server/problem';
import { isStorable } from '../server/storable-text';
import { type Door } from './door';

const environments: readonly string[] = ['staging', 'production'] satisfies Environment[];
const longest = 200;

/** May this version serve there? For pipelines; docs/spec/promotions.md, P-49 to P-51. */
export const gateDoor: Door = {
  method: 'get',
  path: '/v1/gate',
  permission: 'promotion.read',
  handle: async (context) => {
    const { request, response, services } = context;
    const answer = await services.gate.answer(caller(context), {
      ...{ model: named(request, 'model'), version: named(request, 'version') },
      environment: environmentOf(request),
      alias: named(request, 'alias', 'champion'),
      emergency: isEmergency(request),
    });
    response.setHeader('cache-control', 'no-store');
    response.json(answer);
  },
};

function named({ query }: Request, field: string, otherwise?: string): string {
  const text = query[field] ?? otherwise;
  if (typeof text === 'string' && text !== '' && text.length <= longest && isStorable(text)) return text;
  throw new Problem('BAD_INPUT', `${field} must be given once, as a text of at most ${longest} characters.`, {
    field,
  });
}

/** Whether what serves by an emergency alone is meant. */
function isEmergency({ query: { emergency = 'false' } }: Request): boolean {
  if (emergency === 'true' || emergency === 'false') return emergency === 'true';
  throw new Problem('BAD_INPUT', 'emergency must be true or false.', { field: 'emergency' });
}

function environmentOf({ query: { to } }: Request): Environment {
  if (typeof to === 'string' && environments.includes(to)) return to as Environment;
  throw new Problem('BAD_INPUT', `to must be one of ${environments.join(', ')}.`, { field: 'to' });
}
