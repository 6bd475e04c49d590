import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';
import { makeSchema } from '../server/schema';
import { sampleVariables } from './sample-values';

export interface ConsoleDocument {
  name: string;
  document: DocumentNode;
  /** A value for every variable. */
  variables: Record<string, unknown>;
}

const sources = join(__dirname, '../../../console/src');

function definitions(): DefinitionNode[] {
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => /\.(tsx?|graphql)$/.test(name) && !name.startsWith('gql'))
    .flatMap((name) => {
      const text = readFileSync(join(sources, name), 'utf8');
      const literals = [...text.matchAll(/\bgraphql\(\s*`([^`]*)`/g)].map(([, found = '']) => found);
      return name.endsWith('.graphql') ? [text] : literals;
    })
    .flatMap((text) => parse(text, { noLocation: true }).definitions);
}

/** Every operation of the console as it is sent: with the fragments it needs. */
export function consoleDocuments(): ConsoleDocument[] {
  const all = definitions();
  const fragments = new Map(
    all.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const operations = all.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const schema = makeSchema();
  return operations.map((operation) => ({
    name: operation.name?.value ?? '',
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...needed(operation, fragments)] },
    variables: sampleVariables(schema, operation),
  }));
}

function needed(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || found.has(fragment)) return;
        found.add(fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return [...found];
}
