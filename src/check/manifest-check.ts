import { checkedDemands } from '../engine/waiver-demands';
import { Platform } from '../kubernetes/platform';
import { HardeningReport } from '../report/hardening-report';
import { hardeningReport } from '../report/json-report';
import { isoDate } from '../waivers/iso-date';
import { asInputError } from './as-input-error';
import { Baseline } from './baseline';
import { CheckRun } from './check-run';
import { FiledWaivers } from './filed-waivers';
import { InputError } from './input-error';
import { ManifestCheckProps } from './manifest-check-props';
import { chunksOf, chunksOfText, isSameFile, manifestFiles, nameOfFile, STANDARD_INPUT } from './manifest-files';
import { profileOf } from './profile-of';
import { targetVersion } from './target-version';

/**
 * Checks manifests that were written as YAML or JSON, by the rules that the HardeningAspect judges an app by. The `cdk8s-hardened check`
 * command does nothing else.
 *
 * YAML is read as kubectl reads it: `privileged: yes` is true, a merge key overrides what stands before it.
 */
export class ManifestCheck {
  private readonly options: ConstructorParameters<typeof CheckRun>[0];
  private readonly waivers?: FiledWaivers;
  private readonly waiversFile?: string;

  /**
   * @throws when the profile, the version or a rule is not known, a day is none of the calendar, or the baseline is no report and the waivers file is
   * none.
   */
  public constructor(props: ManifestCheckProps = {}) {
    const { profile = 'hardened', kubernetesVersion = 'latest', platform = Platform.VANILLA, namespace = '', meshCniPlugin = false, baseline } = props;
    this.options = {
      profile: profileOf(profile),
      version: targetVersion(kubernetesVersion),
      platformAssignsUserIds: platform.assignsUserIds,
      platform: platform.name,
      hasMeshCni: meshCniPlugin,
      defaultNamespace: namespace,
      ...baseline !== undefined && { baseline: Baseline.read(baseline) },
    };
    const { waivers, today, allowBackdating = false } = props;
    const demands = asInputError(() => checkedDemands(props, 'ManifestCheck'));
    if (today !== undefined) asInputError(() => isoDate(today, 'ManifestCheck, today'));
    if (waivers === undefined) return;
    this.waiversFile = waivers;
    this.waivers = new FiledWaivers(waivers, demands, { today, allowBackdating });
  }

  /**
   * Checks files, and folders with all `.yaml`, `.yml` and `.json` files in them and below.
   *
   * @param paths of files and folders; `-` is standard input.
   * @throws when a file cannot be read, or is not what kubectl could read; the message is one line with file and line.
   */
  public checkPaths(paths: string[]): HardeningReport {
    return this._reportOn(run => {
      for (const file of this._filesAt(paths)) run.read(nameOfFile(file), chunksOf(file));
    }, hardeningReport);
  }

  /**
   * Checks a text: YAML of one or more documents, or JSON.
   *
   * @param text of the manifests.
   * @param file what findings and errors call it; `(text)` by default.
   * @throws when it is not what kubectl could read; the message is one line with the line of the text.
   */
  public checkText(text: string, file: string = '(text)'): HardeningReport {
    return this._reportOn(run => run.read(file, chunksOfText(text)), hardeningReport);
  }

  /**
   * The files that paths name, without that of the waivers.
   *
   * @internal
   */
  public _filesAt(paths: readonly string[]): string[] {
    const waivers = this.waiversFile;
    if (waivers === STANDARD_INPUT && paths.includes(STANDARD_INPUT)) {
      throw new InputError('standard input cannot be both the waivers and manifests: write one of the two to a file');
    }
    const files = manifestFiles(paths);
    return waivers === undefined ? files : files.filter(file => !isSameFile(file, waivers));
  }

  /**
   * Reads, and hands over what was found while it can be read.
   *
   * @param digestOnly the report is used without its findings.
   * @internal
   */
  public _reportOn<T>(read: (run: CheckRun) => void, use: (report: ReturnType<CheckRun['finish']>) => T, digestOnly: boolean = false): T {
    const run = new CheckRun({ ...this.options, ...this.waivers && { waivers: this.waivers.begin() }, digestOnly });
    try {
      read(run);
      return use(run.finish());
    } finally {
      run.dispose();
    }
  }
}
