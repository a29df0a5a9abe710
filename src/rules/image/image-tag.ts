import { aqua } from '../../frameworks/aqua-hardening';
import { everyContainer, imageIsPinnedBy } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const imageTag = podRule({
  id: 'image-tag',
  title: 'Every image is named by a tag that stays, or by a digest',
  severity: Severity.MEDIUM,
  controls: [aqua('S8')],
  why: 'What runs behind `latest` changes without a deployment, and nobody can say what ran last week.',
  fix: 'Name a version, `registry.example/app:1.4.2`, or better a digest, `@sha256:…`.',
  waiver: 'movingImageTag',
  requires: everyContainer(imageIsPinnedBy('image', 'tag-or-digest')),
  examples: {
    good: [
      { 'spec.containers[app].image': `registry.example:5000/app@sha256:${'0'.repeat(64)}` },
      { 'spec.containers[app].image': 'registry.example:5000/team/app:1.4.2' },
    ],
    bad: [
      { change: { 'spec.containers[app].image': 'registry.example:5000/app' }, at: ['spec.containers[0].image'] },
      { change: { 'spec.containers[app].image': 'app:latest' }, at: ['spec.containers[0].image'] },
      { change: { 'spec.containers[app].image': undefined }, at: ['spec.containers[0].image'] },
      { change: { 'spec.containers[app].image': 'app:${TAG}' }, at: ['spec.containers[0].image'] },
    ],
  },
});
