import { InputError } from '../check/input-error';
import { ManifestCheck } from '../check/manifest-check';
import { chunksOf, nameOfFile } from '../check/manifest-files';
import { Outcome } from '../engine/outcome';
import { nearest } from '../kubernetes/nearest';
import { Platform } from '../kubernetes/platform';
import { formatOf, isDigest } from './formats';
import { Command, FAILED, PASSED } from './main';
import { readOptions } from './options';
import { writeReport } from './report-output';
import { WAIVER_OPTIONS, waiverProps } from './waiver-options';

const PLATFORMS = [Platform.VANILLA, Platform.OPENSHIFT, Platform.GKE, Platform.GKE_AUTOPILOT];

/** As the file of the report. */
const STANDARD_OUTPUT = '-';

/** `cdk8s-hardened check PATH…` */
export const check: Command = (args, terminal) => {
  const options = readOptions(args, {
    'profile': { type: 'string' },
    'kubernetes-version': { type: 'string' },
    'platform': { type: 'string' },
    'namespace': { type: 'string' },
    'mesh-cni-plugin': { type: 'boolean' },
    'format': { type: 'string' },
    'output': { type: 'string' },
    'baseline': { type: 'string' },
    ...WAIVER_OPTIONS,
  });
  if (options.operands.length === 0) throw new InputError('check needs files or folders: cdk8s-hardened check manifests/, or - for standard input');
  const output = options.text('output') === STANDARD_OUTPUT ? undefined : options.text('output');
  const formatName = options.text('format') ?? 'text';
  const format = formatOf(formatName, terminal.hasColours && output === undefined);
  const manifests = new ManifestCheck({
    profile: options.text('profile'),
    kubernetesVersion: options.text('kubernetes-version'),
    platform: platformOf(options.text('platform') ?? 'vanilla'),
    namespace: options.text('namespace'),
    meshCniPlugin: options.isOn('mesh-cni-plugin'),
    baseline: options.text('baseline'),
    ...waiverProps(options),
  });
  return manifests._reportOn(
    run => {
      for (const file of manifests._filesAt(options.operands)) run.read(nameOfFile(file), chunksOf(file));
    },
    report => {
      if (report.objects === 0) throw new InputError(`there is no Kubernetes object in ${options.operands.map(nameOfFile).join(', ')}: nothing was checked`);
      writeReport(format(report), output, terminal);
      return report.digest.of(Outcome.FAILING) > 0 ? FAILED : PASSED;
    },
    isDigest(formatName),
  );
};

function platformOf(name: string): Platform {
  const platform = PLATFORMS.find(one => one.name === name);
  if (platform) return platform;
  const names = PLATFORMS.map(one => one.name);
  throw new InputError(`there is no platform '${name}'${nearest(name, names)}: the platforms are ${names.join(', ')}`);
}
