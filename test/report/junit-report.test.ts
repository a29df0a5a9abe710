import * as fc from 'fast-check';
import { Finding } from '../../src/engine/report';
import { markupText } from '../../src/kubernetes/markup-text';
import { junitReport } from '../../src/report/junit-report';
import { anyText, BACKDATING, contents, EVERY_OUTCOME, hostile, SET_BACK, SET_FORWARD, used, WAIVER } from './report-contents';
import { WELL_FORMED_XML } from './well-formed-xml';

function written(...args: Parameters<typeof contents>): string {
  return [...junitReport(contents(...args))].join('');
}

function linesOf(...args: Parameters<typeof contents>): string[] {
  return written(...args).split('\n');
}

/** The lines of the one finding, without those around it. */
function caseOf(finding: Partial<Finding>): string[] {
  return linesOf([finding]).slice(12, -4);
}

test('a report without findings is one test that passes', () => {
  expect(linesOf([])).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="cdk8s-hardened" tests="1" failures="0" errors="0" skipped="0" time="0">',
    '  <testsuite name="hardened" tests="1" failures="0" errors="0" skipped="0" time="0">',
    '    <properties>',
    '      <property name="profile" value="hardened"/>',
    '      <property name="kubernetesVersion" value="1.31"/>',
    '      <property name="objects" value="14"/>',
    '    </properties>',
    '    <testcase classname="cdk8s-hardened" name="the check ran to its end" time="0">',
    '      <system-out>0 violations, 0 waived, 14 objects.',
    'Nothing fails by the profile hardened for Kubernetes 1.31.</system-out>',
    '    </testcase>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ]);
});

test('what fails is a failure, what warns passes, what is waived is skipped', () => {
  expect(linesOf(EVERY_OUTCOME).slice(12, -3)).toEqual([
    '    <testcase classname="Deployment shop/web" name="no-privileged: spec.template.spec.containers[0].securityContext.privileged must not be true"'
      + ' file="k8s/web.yaml" line="12" time="0">',
    '      <failure message="container &quot;app&quot;: securityContext.privileged must not be true" type="no-privileged">'
      + 'container &quot;app&quot;: securityContext.privileged must not be true',
    'at   k8s/web.yaml:12',
    'why  A privileged container is root on the node.',
    'fix  Remove `privileged`.',
    'no-privileged · high · pss:baseline/privileged · cis:5.2.2</failure>',
    '    </testcase>',
    '    <testcase classname="Deployment shop/web" name="memory-limit: spec.template.spec.containers[0].resources.limits.memory must be set, is unset"'
      + ' file="k8s/web.yaml" line="12" time="0">',
    '      <system-out>warning',
    'container &quot;app&quot;: resources.limits.memory must be set, is unset',
    'at   k8s/web.yaml:12',
    'why  A privileged container is root on the node.',
    'fix  Set it.',
    'memory-limit · medium · pss:baseline/privileged · cis:5.2.2</system-out>',
    '    </testcase>',
    '    <testcase classname="Deployment shop/web" name="no-privileged: spec.template.spec.containers[1].securityContext.privileged must not be true"'
      + ' file="k8s/web.yaml" line="12" time="0">',
    '      <skipped message="waived until 2027-03-31: loads a driver (SEC-142, storage team)"/>',
    '    </testcase>',
  ]);
});

test('tests, failures and skipped tests are counted', () => {
  expect(linesOf(EVERY_OUTCOME)[1]).toBe('<testsuites name="cdk8s-hardened" tests="4" failures="1" errors="0" skipped="1" time="0">');
});

test('each finding is a test of its own, as readers keep one failure of a test', () => {
  const report = written([{}, { container: 'b', path: 'spec.template.spec.containers[1].securityContext.privileged' }, { message: 'must not be set' }]);

  expect([report.match(/<testcase /g)?.length, report.match(/<failure /g)?.length, new Set(report.match(/ name="no-privileged[^"]*"/g)).size]).toEqual([4, 3, 3]);
});

test('the test of an object without a name is in the class of its file and line', () => {
  expect(caseOf({ resource: { apiVersion: '', kind: '', namespace: '', name: '' }, path: '', field: '', container: undefined })[0])
    .toBe('    <testcase classname="k8s/web.yaml:12" name="no-privileged: must not be true" file="k8s/web.yaml" line="12" time="0">');
});

test('the test of a construct names no file', () => {
  expect(caseOf({ source: undefined, constructPath: 'shop/Web' })[0])
    .toBe('    <testcase classname="Deployment shop/web" name="no-privileged: spec.template.spec.containers[0].securityContext.privileged must not be true" time="0">');
});

test('what a baseline did is told by the test of the check', () => {
  expect(linesOf([], { baseline: { known: 2, mended: 0 } }).slice(9, 12)).toEqual([
    '      <system-out>0 violations, 0 waived, 14 objects.',
    '2 violations of the baseline are still there and only warn.',
    'Nothing fails by the profile hardened for Kubernetes 1.31.</system-out>',
  ]);
});

test('what is waived is told by the test of the check', () => {
  expect(linesOf([], { waivers: [used(WAIVER), used(WAIVER, { used: false })] }).slice(9, 13)).toEqual([
    '      <system-out>0 violations, 0 waived, 14 objects.',
    'Nothing fails by the profile hardened for Kubernetes 1.31.',
    'waived      where     until       why',
    'privileged  shop/Web  2027-03-31  loads a driver (SEC-142, storage team)</system-out>',
  ]);
});

test('a clock that was set is a property, and told by the test of the check; first of all where it was set back', () => {
  const told = [SET_BACK, SET_FORWARD].map(clock => linesOf([], { clock }).slice(7, 13));

  expect(told).toEqual([
    [
      '      <property name="today" value="2026-01-01"/>',
      '    </properties>',
      '    <testcase classname="cdk8s-hardened" name="the check ran to its end" time="0">',
      `      <system-out>${BACKDATING}`,
      '0 violations, 0 waived, 14 objects.',
      'Nothing fails by the profile hardened for Kubernetes 1.31.</system-out>',
    ],
    [
      '      <property name="today" value="2027-04-01"/>',
      '    </properties>',
      '    <testcase classname="cdk8s-hardened" name="the check ran to its end" time="0">',
      '      <system-out>0 violations, 0 waived, 14 objects.',
      'Waivers are judged as of 2027-04-01.',
      'Nothing fails by the profile hardened for Kubernetes 1.31.</system-out>',
    ],
  ]);
});

test('a failure whose waiver does not help says so', () => {
  expect(caseOf({ waiver: WAIVER })[3]).toBe('was waived until 2027-03-31: loads a driver (SEC-142, storage team)');
  expect(caseOf({ waiver: WAIVER, forbiddenBy: 'nonWaivable' })[3])
    .toBe('a waiver for it does not count, the app lets nobody waive it: loads a driver (SEC-142, storage team)');
});

test('what XML 1.0 cannot hold is spelled out', () => {
  expect(markupText('\u0000\u001b\ufffe\uffff\ud800 \udc00 \u{1f600}\t\r\n')).toBe('\\u0000\\u001b\\ufffe\\uffff\\ud800 \\udc00 \u{1f600}\\u0009\\u000d\\n');
});

test('any text of a manifest leaves the XML well-formed', () => {
  fc.assert(fc.property(anyText, text => {
    const report = written([hostile(text)]);

    expect([WELL_FORMED_XML.test(report), report.match(/<\/?[a-z-]+/g)]).toEqual([true, written([{}]).match(/<\/?[a-z-]+/g)]);
  }));
});
