import { makingInput, nothingTold } from './told-making';

const commit = 'c'.repeat(40);
const digest = 'd'.repeat(64);

describe('makingInput', () => {
  it('P-169 tells nothing where nothing was filled in', () => {
    expect(makingInput(nothingTold)).toEqual({ code: null, environment: null });
    expect(makingInput({ ...nothingTold, repository: ' ', packages: '\n' })).toEqual({
      ...{ code: null, environment: null },
    });
  });

  it('P-169 tells code and environment each on its own, without the spaces around', () => {
    const repository = 'https://example.org/x.git';
    const code = { ...nothingTold, repository: ` ${repository}`, commit: `${commit}\n`, isDirty: true };
    expect(makingInput(code)).toEqual({ code: { repository, commit, isDirty: true }, environment: null });
    expect(makingInput({ ...nothingTold, digest })).toEqual({
      ...{ code: null, environment: { digest, packages: null } },
    });
    expect(makingInput({ ...nothingTold, digest, packages: 'numpy==1.26.4' })).toEqual({
      ...{ code: null, environment: { digest, packages: [{ name: 'numpy', version: '1.26.4' }] } },
    });
  });

  it('leaves to the server what is told by half, and sends no list that cannot be read', () => {
    expect(makingInput({ ...nothingTold, isDirty: true })?.code).toEqual({
      ...{ repository: '', commit: '', isDirty: true },
    });
    expect(makingInput({ ...nothingTold, packages: 'numpy==1' })?.environment?.digest).toBe('');
    expect(makingInput({ ...nothingTold, digest, packages: 'numpy>=1' })).toBeNull();
  });
});
