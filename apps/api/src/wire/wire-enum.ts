import { registerEnumType } from 'type-graphql';

type WireEnum<Value extends string> = { [V in Value as Uppercase<V>]: V };

/** A GraphQL enum over a domain's string values: on the wire each is its upper-case name. `values` gives value → description. */
export function wireEnum<Value extends string>(
  name: string,
  description: string,
  values: Record<Value, string>,
): WireEnum<Value> {
  const entries = Object.entries<string>(values);
  const members = Object.fromEntries(entries.map(([value]) => [value.toUpperCase(), value]));
  const valuesConfig = Object.fromEntries(
    entries.map(([value, text]) => [value.toUpperCase(), { description: text }]),
  );
  registerEnumType(members, { name, description, valuesConfig });
  return members as WireEnum<Value>;
}
