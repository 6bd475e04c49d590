import { Length, Matches } from 'class-validator';

// Control characters, and the marks that reorder text on screen: a name must read as it is stored.
const plain = /^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

/** A name that people read and compare: not blank, no control characters, no marks that reorder text. */
export function IsName(longest: number): PropertyDecorator {
  return all(
    Length(1, longest),
    Matches(/\S/, { message: '$property must not be blank' }),
    Matches(plain, { message: '$property may hold neither control characters nor marks that reorder text' }),
  );
}

/** A list of such names. */
export function EachIsName(longest: number): PropertyDecorator {
  const each = true;
  return all(
    Length(1, longest, { each }),
    Matches(/\S/, { each, message: 'each value in $property must not be blank' }),
    Matches(plain, {
      ...{ each },
      message: 'each value in $property may hold neither control characters nor marks that reorder text',
    }),
  );
}

/** The same rule, for a name that does not come from a caller's input. */
export function isName(text: string, longest: number): boolean {
  return text.length <= longest && /\S/.test(text) && plain.test(text);
}

/** A reason or description that must say something; lines are welcome. */
export function IsStatement(longest: number): PropertyDecorator {
  return all(Length(1, longest), Matches(/\S/, { message: '$property must not be blank' }));
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}
