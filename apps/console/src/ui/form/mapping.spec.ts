import { headerOf } from './csv-header';
import { fieldError } from './field-error';
import { mappingInput, proposeMapping, withOnly } from './mapping';

describe('proposeMapping', () => {
  const columns = ['id', 'MedInc', 'timestamp', 'y_pred_proba', 'y_pred', 'group.sex'];

  it('finds common names and prefixed groups', () => {
    expect(proposeMapping(columns)).toMatchObject({
      id: 'id',
      at: 'timestamp',
      prediction: 'y_pred',
      score: 'y_pred_proba',
      label: '',
      groups: ['group.sex'],
    });
  });

  it('prefers what the model already knows, where the file has it', () => {
    const known = { score: 'MedInc', label: 'clf_target', ignored: ['id', 'gone'] };
    expect(proposeMapping(columns, known)).toMatchObject({ score: 'MedInc', label: '', ignored: ['id'] });
  });

  it('ignores a column whose part the form does not offer', () => {
    const proposed = proposeMapping(['id', 'score', 'label'], { ignored: ['id'] });
    expect(withOnly(proposed, ['id', 'score'])).toMatchObject({
      label: '',
      score: 'score',
      ignored: ['id', 'label'],
    });
  });

  it('sends a part without a column as null', () => {
    expect(mappingInput(proposeMapping(['id']), true)).toMatchObject({ id: 'id', at: null, assumeUtc: true });
  });
});

describe('headerOf', () => {
  it('reads quoted names and stops at the line end', () => {
    expect(headerOf('\uFEFFid,"a, ""b""",c\r\n1,2,3')).toEqual(['id', 'a, "b"', 'c']);
    expect(headerOf('')).toEqual([]);
  });
});

describe('fieldError', () => {
  it('belongs to the field it names, with or without the path before it', () => {
    expect(fieldError({ cause: 'taken', field: 'input.name' }, 'name')).toBe('taken');
    expect(fieldError({ cause: 'taken', field: 'surname' }, 'name')).toBeUndefined();
  });
});
