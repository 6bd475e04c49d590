import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { limits } from '../server/limits';
import { type RefKind, refKinds } from './tenant';

/** A text in the arguments of a root field that names something, such as `input.modelId`. */
interface NamedArgument {
  path: string[];
  kind: RefKind;
  /** Whether it may be left out. */
  isNullable: boolean;
  /** Whether it may name several, or none. */
  isList: boolean;
}

/** A root field, with what one needs to call it. */
export interface WalkedField {
  operation: 'query' | 'mutation';
  name: string;
  document: string;
  /** A value for every argument; those that name something are from `refs`. */
  variables: (refs: Record<RefKind, string>) => Record<string, unknown>;
  named: NamedArgument[];
  isList: boolean;
}

const byName: Record<string, RefKind> = {
  ...{ datasetVersionId: 'datasetVersion', trainingDatasetVersionId: 'datasetVersion', digest: 'evidence' },
  ...{ memberId: 'member', sponsorId: 'member', modelId: 'model', modelVersionId: 'modelVersion' },
  ...{ monitorId: 'monitor', promotionId: 'promotion', runId: 'monitorRun', subjectDigest: 'subject' },
  ...{ toPromotionId: 'promotion', fromPromotionId: 'promotion', emergencyId: 'emergency' },
  ...{ delegateId: 'member', delegationId: 'delegation', modelIds: 'model', onBehalfOf: 'member' },
  ...{ commentIds: 'promotionComment', mentions: 'member' },
  ...{ collectionId: 'vaultCollection', uploadId: 'upload', workspace: 'workspace', holdId: 'legalHold' },
  ...{ policyId: 'policy', policyChangeId: 'policyChange', passkeyId: 'passkey' },
  ...{ auditId: 'fairnessAudit', evidenceDigest: 'evidence', waiverId: 'fairnessWaiver' },
  ...{ webhookId: 'webhook', deliveryId: 'webhookDelivery' },
};
/** What the argument `id` of a field names, where it is no query of that name. */
const byField: Record<string, RefKind> = {
  deleteSensitiveAttributes: 'vaultCollection',
  endWorkloadTrust: 'workloadTrust',
  releaseLegalHold: 'legalHold',
  revokeInvitation: 'invitation',
  revokeServiceToken: 'serviceToken',
  withdrawPublishedSummary: 'publishedSummary',
  ...{ deleteWebhook: 'webhook', disableWebhook: 'webhook', enableWebhook: 'webhook' },
  ...{ pingWebhook: 'webhook', rotateWebhookSecret: 'webhook' },
};

/** How people come in and go: these name no rows, and would end the walk's own sessions. */
const left = ['session', 'signIn', 'signOut', 'changePassword'];

/** Every root field but those, with the fields of its answer to a depth, and `after` as the cursor of every page. */
export function walkedFields(schema: GraphQLSchema, after: string | null = null): WalkedField[] {
  const fields = (operation: 'query' | 'mutation') =>
    Object.values(
      (operation === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {},
    )
      .filter(({ name }) => !left.includes(name))
      .map((field) => walkedField(operation, field, after));
  return [...fields('query'), ...fields('mutation')];
}

function walkedField(
  operation: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  after: string | null,
): WalkedField {
  const { name, args, type } = field;
  const named: NamedArgument[] = [];
  for (const argument of args) collect(name, argument, { path: [], named });
  const declared = args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const given = args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const head = `${name}${given && `(${given})`}`;
  const deepest = operation === 'query' ? 2 : 1;
  const answers = Array.from({ length: deepest }, (_, less) =>
    selection(type, { depth: deepest - less, after }),
  );
  // As deep as one document may go.
  const answer = answers.find((text) => text.split('{').length < limits.selections) ?? '';
  return {
    ...{
      operation,
      name,
      named,
      document: `${operation} ${declared && `(${declared})`} { ${head}${answer} }`,
    },
    variables: (refs) => {
      const values: Record<string, unknown> = {};
      for (const argument of args)
        if (isNonNullType(argument.type)) values[argument.name] = valueOf(argument);
      for (const { path, kind } of named) if (isOwn(path)) put(values, path, refs[kind]);
      return values;
    },
    isList: args.some((argument) => argument.name === 'after'),
  };
}

/** Who names another workspace than the caller's own, or another sponsor, is refused for that alone. */
const isOwn = (path: readonly string[]): boolean => !['workspace', 'sponsorId'].includes(path.at(-1) ?? '');

function collect(
  field: string,
  { name, type, defaultValue }: { name: string; type: GraphQLInputType; defaultValue?: unknown },
  { path, named }: { path: string[]; named: NamedArgument[] },
): void {
  const inner = getNamedType(type);
  const here = [...path, name];
  if (isInputObjectType(inner) && !isListType(isNonNullType(type) ? type.ofType : type)) {
    for (const member of Object.values(inner.getFields())) collect(field, member, { path: here, named });
    return;
  }
  const kind =
    name === 'id' && inner.name === 'ID'
      ? (byField[field] ?? refKinds.find((each) => each === field))
      : byName[name];
  const isName = inner.name === 'ID' || inner.name === 'String';
  const isNullable = !isNonNullType(type) || defaultValue !== undefined;
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  if (kind && isName) named.push({ path: here, kind, isNullable, isList });
  else if (inner.name === 'ID')
    throw new Error(`The walk does not know what ${field}.${here.join('.')} names.`);
}

/** Sets a value within nested objects, which are made where they are missing. */
export function put(
  values: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) values[first] = value;
  else put((values[first] ??= {}) as Record<string, unknown>, rest, value);
}

const scalars: Record<string, unknown> = {
  ...{ Int: 1, Float: 0.5, Boolean: true, DateTimeISO: '2026-06-01T00:00:00.000Z' },
};
const texts: Record<string, string> = {
  ...{ artifactDigest: 'ab'.repeat(32), labelColumn: 'label', name: 'walk', datasetDigest: 'cd'.repeat(32) },
  document: '<testsuite name="unit"><testcase name="adds"/></testsuite>',
};

/** An audit counts a file or production, never both: the file is the one with an id, and needs its columns. */
const otherPopulation = 'production';
const ofFile = ['labelColumn', 'predictionColumn'];

function sample(type: GraphQLInputType, name = ''): unknown {
  if (isNonNullType(type)) return sample(type.ofType as GraphQLInputType, name);
  if (isListType(type)) return [sample(type.ofType as GraphQLInputType, name)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return scalars[type.name] ?? texts[name] ?? 'x';
  const fields = Object.values(type.getFields());
  const given = fields.filter(
    (field) =>
      field.name !== otherPopulation &&
      (isRequiredInputField(field) || isInputObjectType(field.type) || ofFile.includes(field.name)),
  );
  return Object.fromEntries(given.map((field) => [field.name, sample(field.type, field.name)]));
}

/** Pages are short, so that more of them are met. */
function valueOf({ name, type, defaultValue }: GraphQLArgument): unknown {
  return name === 'first' ? 3 : (defaultValue ?? sample(type));
}

interface Reach {
  depth: number;
  after: string | null;
}

function selection(type: GraphQLOutputType, { depth, after }: Reach): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) {
    const members = named
      .getTypes()
      .map((member) => `... on ${member.name}${selection(member, { depth, after })}`);
    return ` { __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(named)) return ' { __typename }';
  const parts = Object.values(named.getFields()).flatMap((field) =>
    part(named.name, field, { depth, after }),
  );
  return ` { __typename ${parts.join(' ')} }`;
}

function part(
  parent: string,
  { name, type, args }: GraphQLField<unknown, unknown>,
  { depth, after }: Reach,
): string[] {
  // Nodes say what edges say, but for the cursors; and a page is no step of its own.
  const isPage = parent.endsWith('Connection');
  if (isPage && name === 'edges') return ['edges { cursor }'];
  if (args.some(isRequiredArgument)) return [];
  if (isLeafType(getNamedType(type))) return [name];
  if (depth === 0) return [];
  const cursor = after === null ? '' : `, after: ${JSON.stringify(after)}`;
  const call = args.some((argument) => argument.name === 'first') ? `(first: 2${cursor})` : '';
  return [`${name}${call}${selection(type, { depth: isPage ? depth : depth - 1, after })}`];
}
