import { GraphQLID, GraphQLScalarType, type GraphQLSchema } from 'graphql';

/** PostgreSQL reads a UUID in capitals, in braces, and with its hyphens left out or after any four digits. */
const anySpelling = /^\{?(?:[0-9a-f]{4}-?){8}\}?$/i;

/** A UUID in the one spelling in which rows and the log have it; any other text as it is. */
export function canonicalId(text: string): string {
  if (!anySpelling.test(text)) return text;
  const digits = text.toLowerCase().replace(/[^0-9a-f]/g, '');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Every id that comes in by the schema is spelt one way, in variables and in literals. The database would find its row in
 * any spelling, while what compares ids as texts (whether somebody acts on themselves, whose roles the log says they gave)
 * would take the same row for another.
 */
export function spellIdsOneWay(schema: GraphQLSchema): void {
  const type = schema.getType('ID');
  if (!(type instanceof GraphQLScalarType)) throw new Error('The schema knows no ids.');
  type.parseValue = (value) => canonicalId(parseValue(value));
  type.parseLiteral = (...literal) => canonicalId(parseLiteral(...literal));
}

/** As they came: every schema has the same type, which is changed once, however many schemas are made. */
const { parseValue, parseLiteral } = GraphQLID;
