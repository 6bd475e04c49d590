import { isRefusal, refusalCodes, type Refusal, type RefusalCode } from '@countersign/domain/refusals';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { wireEnum } from './wire-enum';

const codes = Object.fromEntries(
  Object.entries(refusalCodes).map(([code, meaning]) => [code, meaning]),
) as Record<RefusalCode, string>;
export const RefusalCodeEnum = wireEnum('RefusalCode', 'Why a change was refused.', codes);

@ObjectType('Refusal', { description: 'A business refusal: nothing was changed.' })
export class RefusalType {
  @Field(() => RefusalCodeEnum, { description: 'Why, for programs.' })
  code!: RefusalCode;

  @Field({ description: 'Why, for people.' })
  message!: string;

  static of({ code, message }: Refusal): RefusalType {
    return Object.assign(new RefusalType(), { code, message });
  }
}

/** The union of a mutation's result with its refusals. */
export function resultUnion<Result extends object>(name: string, result: () => new () => Result) {
  return createUnionType({
    name,
    description: `What was done, or why not.`,
    types: () => [result(), RefusalType] as const,
    resolveType: (value) => (value instanceof RefusalType ? RefusalType : result()),
  });
}

/** Turns a service's answer into the union's member. */
export async function orRefusal<T, Wire extends object>(
  answer: Promise<T | Refusal>,
  toWire: (result: T) => Wire,
): Promise<Wire | RefusalType> {
  const value = await answer;
  return isRefusal(value) ? RefusalType.of(value) : toWire(value);
}
