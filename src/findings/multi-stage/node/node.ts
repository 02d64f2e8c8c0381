import { contextFiles, contextText } from '../context-files.ts';
import type { Recipe } from '../recipe.ts';
import { stageRuns } from '../stage-runs.ts';
import { scriptedStart } from '../scripted-start.ts';
import { isBuild, isInstall } from './node-builds.ts';
import { readNodePackage } from '../../node-package.ts';
import { nodeStart } from './node-start.ts';
import { splitNode } from './split-node.ts';

export const NODE: Recipe = {
  language: 'Node.js',
  split: (input) => {
    if (input.image !== 'node') return null;
    const runs = stageRuns(input);
    const last = runs.findLast(({ commands }) => commands?.some(isBuild) === true);
    const install = runs.find(({ commands }) => commands?.some(isInstall) === true);
    if (last === undefined || install === undefined) return null;
    const context = contextFiles(input);
    const manifest = context === null ? null : contextText(context, 'package.json');
    const project = manifest === null ? null : readNodePackage(manifest);
    const program = scriptedStart(input);
    const isKnown = program !== null && !('left' in program);
    const start = isKnown ? nodeStart(program, project) : null;
    if (start === 'development') return null;
    const manager = install.commands?.find(isInstall)?.name ?? 'npm';
    return splitNode(input, { runs, last, manager, project, start, program });
  },
};
