import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main } from '../../src/cli/main';

/** What a command line printed, and its exit code. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, without colours. */
export function run(...args: string[]): Ran {
  return runWith({ hasColours: false }, ...args);
}

export function runWith({ hasColours }: { readonly hasColours: boolean }, ...args: string[]): Ran {
  let stdout = '';
  let stderr = '';
  const code = main(args, {
    hasColours,
    stdout: text => { stdout += text; },
    stderr: text => { stderr += text; },
  });
  return { code, stdout, stderr };
}

/** What a wrong call comes to: the message, and nothing on standard output. */
export function refused(message: string): Ran {
  return { code: 2, stdout: '', stderr: `cdk8s-hardened: ${message}\n` };
}

/** Gives every test of a file an empty folder to work in. */
export function workInEmptyFolder(): void {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-hardened-test-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    fs.rmSync(folder, { recursive: true, force: true });
  });
}

/** Writes files, by their names in the folder of the test. */
export function write(files: { readonly [name: string]: string | Uint8Array }): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(name), { recursive: true });
    fs.writeFileSync(name, content);
  }
}

/** Breaks no rule. */
export const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n';

/** Breaks one rule, and only in the hardened profile, NSA's and CIS'. */
export const BAD = '# accounts\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n';

/** What the report of BAD says in front of its last line. */
export function reportOfBad(file: string, name = 'web'): string {
  return [
    `ServiceAccount ${name}`,
    '  automountServiceAccountToken must be false, is unset   service-account-automount · medium · CIS 5.1.6, NSA',
    `    at   ${file}:2`,
    '    why  A pod that forgets to say so mounts the token.',
    '    fix  Set `automountServiceAccountToken: false` on the ServiceAccount; a pod that needs the token mounts it itself.',
    '',
  ].join('\n');
}

/** The same in JSON. */
export const FINDING_OF_BAD = {
  ruleId: 'service-account-automount',
  outcome: 'failing',
  severity: 'medium',
  resource: { apiVersion: 'v1', kind: 'ServiceAccount', namespace: '', name: 'web' },
  constructPath: null,
  container: null,
  path: 'automountServiceAccountToken',
  message: 'must be false, is unset',
  fix: 'Set `automountServiceAccountToken: false` on the ServiceAccount; a pod that needs the token mounts it itself.',
  controls: ['cis:5.1.6', 'checklist:S11', 'nsa:protecting-pod-service-account-tokens'],
  source: { file: 'bad.yaml', line: 2 },
  waiver: null,
  forbiddenBy: null,
};
