import * as fc from 'fast-check';
import { formatPath, parsePath } from '../../src/kubernetes/field-path';

test.each<[string, ReadonlyArray<string | number>]>([
  ['', []],
  ['spec.containers[0].image', ['spec', 'containers', 0, 'image']],
  ["metadata.annotations['example.com/key']", ['metadata', 'annotations', 'example.com/key']],
  ['[1]', [1]],
])('%p is %p', (text, path) => {
  expect(parsePath(text)).toEqual(path);
  expect(formatPath(path)).toBe(text);
});

test('what is written is read back the same', () => {
  const segment = fc.oneof(fc.nat(), fc.string({ minLength: 1 }).filter(text => !text.includes('\'')));
  fc.assert(fc.property(fc.array(segment), path => {
    expect(parsePath(formatPath(path))).toEqual(path);
  }));
});

test('what is no path is refused, with the place', () => {
  expect(() => parsePath('spec..image')).toThrow(new Error('\'spec..image\' is not a field path: cannot read it from character 5 on.'));
});
