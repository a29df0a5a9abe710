import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, AppProps, Chart, Testing, YamlOutputType } from 'cdk8s';

/** One way by which manifests leave an app. */
export interface SynthPath {
  readonly name: string;
  /** Whether a session surrounds it, or only the net. */
  readonly session: boolean;
  readonly props: AppProps;
  /** Writes, or gives what came out. */
  run(app: App, chart: Chart): unknown;
}

const files = (yamlOutputType: YamlOutputType): SynthPath => ({
  name: YamlOutputType[yamlOutputType],
  session: true,
  props: { yamlOutputType },
  run: app => app.synth(),
});

export const SYNTH_PATHS: readonly SynthPath[] = [
  files(YamlOutputType.FILE_PER_APP),
  files(YamlOutputType.FILE_PER_CHART),
  files(YamlOutputType.FILE_PER_RESOURCE),
  files(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE),
  { name: 'synthYaml', session: true, props: {}, run: app => app.synthYaml() },
  { name: 'Testing.synth', session: false, props: {}, run: (_, chart) => Testing.synth(chart) },
  { name: 'Chart.toJson', session: false, props: {}, run: (_, chart) => chart.toJson() },
];

/** What a path did. */
export interface Outcome {
  /** The first line of the error that it threw. */
  readonly error?: string;
  /** Every file, by its relative name. */
  readonly files: Readonly<Record<string, string>>;
  /** What was returned. */
  readonly returned?: unknown;
}

type Build = (props: AppProps) => { readonly app: App; readonly chart: Chart };

/** Runs a path in a folder of its own, which is removed afterwards. */
export function follow(synthPath: SynthPath, build: Build): Outcome {
  const { report, ...outcome } = followToTheEnd(synthPath, build);
  return report === undefined ? outcome : { error: report.split('\n')[0], ...outcome };
}

/** The same, with the whole text of the error that it threw. */
export function followToTheEnd(synthPath: SynthPath, build: Build): Omit<Outcome, 'error'> & { readonly report?: string } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  try {
    const { app, chart } = build({ outdir, ...synthPath.props });
    return attempt(outdir, () => synthPath.run(app, chart));
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

function attempt(outdir: string, run: () => unknown) {
  try {
    const returned = run();
    return { returned, files: filesBelow(outdir) };
  } catch (error) {
    return { report: (error as Error).message, files: filesBelow(outdir) };
  }
}

/** The files below a folder with their texts. */
export function filesBelow(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(names
    .filter(name => fs.statSync(path.join(folder, name)).isFile())
    .map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
