import { Judging } from '../engine/judge';
import { Finding } from '../engine/report';
import { readYaml, YamlDocument } from '../kubernetes/yaml/read-yaml';
import { YamlError } from '../kubernetes/yaml/yaml-error';
import { Digest } from '../report/digest';
import { ReportContents } from '../report/report-format';
import { Profile } from '../rules/profiles';
import { Baseline, ComparedCheck } from './baseline';
import { DocumentOrigin } from './document-origin';
import { RunWaivers } from './filed-waivers';
import { FindingSpool } from './finding-spool';
import { InputError } from './input-error';
import { TargetVersion } from './target-version';

export interface CheckRunOptions {
  readonly profile: Profile;
  readonly version: TargetVersion;
  readonly platformAssignsUserIds: boolean;
  /** The name of the platform; none that a rule knows where it is absent. */
  readonly platform?: string;
  readonly hasMeshCni: boolean;
  /** The namespace of what names none. */
  readonly defaultNamespace: string;
  /** The findings that only warn, because they were there before. */
  readonly baseline?: Baseline;
  /** The waivers that were given; none by default. */
  readonly waivers?: RunWaivers;
  /** Nobody asks for the findings, only for what the digest tells of them. */
  readonly digestOnly?: boolean;
}

/** One check over any number of files: document by document, of which nothing is kept but what rules about several objects remember. */
export class CheckRun {
  private readonly judging: Judging;
  private readonly spool = new FindingSpool();
  private readonly digest = new Digest();
  private readonly compared?: ComparedCheck;

  constructor(private readonly options: CheckRunOptions) {
    const { profile, version, platformAssignsUserIds, platform, hasMeshCni, defaultNamespace, waivers } = options;
    this.compared = options.baseline?.begin();
    this.judging = new Judging({
      rules: profile.rulesFor(version.minor),
      target: { minor: version.minor, platformAssignsUserIds, platform, hasMeshCni },
      // Without waivers there are none that could expire.
      today: waivers?.terms.today ?? '',
      nonWaivable: waivers?.terms.nonWaivable,
      writtenAsYaml: false,
      defaultNamespace,
    });
  }

  /**
   * Judges the documents of a file.
   *
   * @throws InputError where it is not what kubectl could read.
   */
  public read(file: string, chunks: Iterable<Uint8Array>): void {
    try {
      for (const document of readYaml(chunks)) this.judge(file, document);
    } catch (error) {
      if (error instanceof YamlError) throw new InputError(error.message, { file, line: error.line });
      throw error;
    }
  }

  /** Asks the rules about several objects, and gives what was found. No file may come any more. */
  public finish(): ReportContents {
    this.judging.finish();
    for (const findings of this.judging.findings.byOrigin().values()) findings.forEach(finding => this.keep(finding));
    const { profile, version, waivers } = this.options;
    const { evidences } = this.judging.waivers;
    waivers?.findings(evidences, profile.rulesFor(version.minor)).forEach(finding => this.keep(finding));
    return {
      profile: profile.id,
      kubernetesVersion: version.name,
      objects: this.judging.size,
      findings: this.spool,
      digest: this.digest,
      waivers: waivers?.uses(evidences) ?? [],
      ...waivers?.clock && { clock: waivers.clock },
      ...this.compared && { baseline: this.compared.use },
    };
  }

  /** Removes what is kept on disk. */
  public dispose(): void {
    this.spool.dispose();
  }

  private judge(file: string, document: YamlDocument): void {
    const origin = new DocumentOrigin(file, document.line, this.options.waivers?.given);
    const keepFound = () => this.judging.findings.take(origin).forEach(finding => this.keep(finding));
    this.judging.see({ origin, json: document.value, sourceOf: path => ({ file, line: document.lineOf(path) }) }, keepFound);
    keepFound();
  }

  private keep(found: Finding): void {
    const finding = this.compared?.compare(found) ?? found;
    if (!this.options.digestOnly) this.spool.add(finding);
    this.digest.add(finding);
  }
}
