import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { limits } from './limits';
import { Problem } from './problem';
import { rootFieldsOf } from './root-fields';

const { validationRules: armor } = new ApolloArmor({
  // The parser's own limit, the cost by pages (query-cost.ts) and the hiding of suggestions take the places of these.
  maxTokens: { enabled: false },
  costLimit: { enabled: false },
  blockFieldSuggestion: { enabled: false },
  maxDepth: { n: limits.depth, flattenFragments: true },
  maxAliases: { n: limits.aliases, allowList: [] },
  maxDirectives: { n: limits.directives },
}).protect();

const overLimit = (what: string, most: number) => new GraphQLError(`${what} limit of ${most} exceeded.`);

const fewRootFields: ValidationRule = (context: ValidationContext) => ({
  Document: (document) => {
    if (rootFieldsOf(document).length > limits.rootFields)
      context.reportError(overLimit('Root field', limits.rootFields));
  },
});

const fewSelections: ValidationRule = (context) => {
  let count = 0;
  return {
    Field: ({ selectionSet }) => {
      if (!selectionSet) return;
      count += 1;
      if (count === limits.selections + 1) context.reportError(overLimit('Selection', limits.selections));
    },
  };
};

const rules: readonly ValidationRule[] = [...armor, fewRootFields, fewSelections];

/** Clients send few documents again and again: so many are kept, none longer than this, the one used last at the end. */
const kept = { documents: 500, characters: 8192 };

const admitted = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

/** The document of a text within all limits of its shape; checked before anything that costs more than reading it. */
export function parseWithinLimits(schema: GraphQLSchema, text: string): DocumentNode {
  const known = admitted.get(schema) ?? new Map<string, DocumentNode>();
  admitted.set(schema, known);
  const document = known.get(text) ?? checked(schema, text);
  known.delete(text);
  if (text.length <= kept.characters) known.set(text, document);
  const [oldest] = known.keys();
  if (known.size > kept.documents && oldest !== undefined) known.delete(oldest);
  return document;
}

function checked(schema: GraphQLSchema, text: string): DocumentNode {
  const document = parsed(text);
  const [first] = validate(schema, document, rules);
  if (first) throw tooComplex(first.message.replace('Syntax Error: ', ''));
  return document;
}

/** @throws GraphQLError for a text that is no document */
function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof RangeError) throw tooComplex('The document is nested too deeply to be read.');
    const isTooLong = error instanceof Error && error.message.includes(`${limits.tokens} tokens`);
    throw isTooLong ? tooComplex(`Token limit of ${limits.tokens} exceeded.`) : error;
  }
}

function tooComplex(message: string): Problem {
  return new Problem('QUERY_TOO_COMPLEX', message);
}
