import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { markWritten, writtenAt } from '../../src/scope/written-constructs';

class Marked extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    markWritten(this);
  }
}

test('a construct that was marked is written there, and so is all below it that was not', () => {
  const chart = new Chart(new App(), 'shop');
  const outer = new Marked(chart, 'Outer');
  const inner = new Marked(outer, 'Inner');
  const object = new ApiObject(inner, 'Resource', { apiVersion: 'v1', kind: 'Pod' });
  expect(writtenAt(outer)!.frames().find(({ file }) => file === __filename)!.line).toBe(8);
  expect(writtenAt(chart)).toBeUndefined();
  expect([writtenAt(inner) === writtenAt(outer), writtenAt(object) === writtenAt(inner)]).toEqual([false, true]);
});
