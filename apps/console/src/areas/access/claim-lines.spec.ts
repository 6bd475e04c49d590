import { claimsOf, linesOf } from './claim-lines';

describe('claimsOf', () => {
  it('reads a claim from each line, and several values of a name from several lines', () => {
    expect(claimsOf('ref = refs/heads/main\n\nenvironment=production\nref=refs/tags/a=b\n')).toEqual({
      claims: [
        { name: 'ref', values: ['refs/heads/main', 'refs/tags/a=b'] },
        { name: 'environment', values: ['production'] },
      ],
    });
    expect(claimsOf(' \n')).toEqual({ claims: [] });
  });

  it('takes a value that stands twice once', () => {
    expect(claimsOf('a=1\na=1')).toEqual({ claims: [{ name: 'a', values: ['1'] }] });
  });

  it.each(['ref', '=main', 'ref='])('names the line of %j as none', (line) => {
    expect(claimsOf(`a=1\n\n${line}`)).toEqual({ faultyLine: 3 });
  });
});

describe('linesOf', () => {
  it('leaves out empty lines and the room around the others', () => {
    expect(linesOf(' one\n\n two \r\n')).toEqual(['one', 'two']);
  });
});
