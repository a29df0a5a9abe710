import { Platform } from '../kubernetes/platform';
import { HardeningReport } from '../report/hardening-report';
import { hardeningReport } from '../report/json-report';
import { Baseline } from './baseline';
import { CheckRun } from './check-run';
import { ManifestCheckProps } from './manifest-check-props';
import { chunksOf, manifestFiles, nameOfFile } from './manifest-files';
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

  /**
   * @throws when the profile or the version is not known, or the baseline is no report.
   */
  public constructor(props: ManifestCheckProps = {}) {
    const { profile = 'hardened', kubernetesVersion = 'latest', platform = Platform.VANILLA, namespace = '', meshCniPlugin = false, baseline } = props;
    this.options = {
      profile: profileOf(profile),
      version: targetVersion(kubernetesVersion),
      platformAssignsUserIds: platform.assignsUserIds,
      hasMeshCni: meshCniPlugin,
      defaultNamespace: namespace,
      ...baseline !== undefined && { baseline: Baseline.read(baseline) },
    };
  }

  /**
   * Checks files, and folders with all `.yaml`, `.yml` and `.json` files in them and below.
   *
   * @param paths of files and folders; `-` is standard input.
   * @throws when a file cannot be read, or is not what kubectl could read; the message is one line with file and line.
   */
  public checkPaths(paths: string[]): HardeningReport {
    return this._reportOn(run => {
      for (const file of manifestFiles(paths)) run.read(nameOfFile(file), chunksOf(file));
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
    return this._reportOn(run => run.read(file, [Buffer.from(text, 'utf8')]), hardeningReport);
  }

  /**
   * Reads, and hands over what was found while it can be read.
   *
   * @param digestOnly the report is used without its findings.
   * @internal
   */
  public _reportOn<T>(read: (run: CheckRun) => void, use: (report: ReturnType<CheckRun['finish']>) => T, digestOnly: boolean = false): T {
    const run = new CheckRun({ ...this.options, digestOnly });
    try {
      read(run);
      return use(run.finish());
    } finally {
      run.dispose();
    }
  }
}
