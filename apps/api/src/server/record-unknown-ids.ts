import { type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { type AuditDraft } from '../database/transaction';
import { type Context } from './context';
import { Problem } from './problem';

/**
 * A mutation that names what is not in the caller's workspace is recorded in their log, whichever service looked it up
 * and whether or not it had begun to write: trying ids is how one looks for what others have. The answer stays as it is,
 * so that an id of another workspace and one of nobody look alike, also to whoever reads the log.
 */
export function recordUnknownIds(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { name, resolve } = field;
    if (resolve) field.resolve = recording(name, resolve);
  }
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

function recording(action: string, resolve: Resolve): Resolve {
  return async (...request) => {
    try {
      return (await resolve(...request)) as unknown;
    } catch (error) {
      const [, args, { actor, services }] = request;
      if (actor && error instanceof Problem && isAboutUnknownId(error))
        await services.database.write(actor, async () => ({
          refusal: error,
          audit: attemptOf(action, args, error),
        }));
      throw error;
    }
  };
}

function isAboutUnknownId({ code, place }: Problem): boolean {
  return code === 'NOT_FOUND' && place.id !== undefined;
}

const shapeOfId = /^[0-9a-f-]{36}$/i;
const mostKept = 200;

/** An entry's subject cannot be erased, so only what has the shape of an id gets there; any other text is a detail. */
function attemptOf(action: string, args: unknown, { place: { id = '' } }: Problem): AuditDraft {
  const argument = pathTo(id, args);
  const subject = { type: 'unknown', id: shapeOfId.test(id) ? id.toLowerCase() : 'malformed' };
  return {
    action,
    subject,
    payload: { id: id.slice(0, mostKept).toWellFormed(), ...(argument && { argument }) },
  };
}

/** Which argument said it, such as `input.modelId`. */
function pathTo(text: string, value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    if (member === text) return key;
    const below = pathTo(text, member);
    if (below !== null) return `${key}.${below}`;
  }
  return null;
}
