/** A function of values that nobody changes, which finds what follows from each of them once. */
export function onceForEach<Value extends object, Found extends object>(
  find: (value: Value) => Found,
): (value: Value) => Found {
  const known = new WeakMap<Value, Found>();
  return (value) => {
    const found = known.get(value) ?? find(value);
    known.set(value, found);
    return found;
  };
}
