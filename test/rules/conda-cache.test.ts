import rule from '../../src/rules/conda-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied': 'FROM a\nRUN conda install -y x && conda clean -afy\n',
    'its folder is removed': 'FROM a\nRUN conda install -y x && rm -rf /opt/conda/pkgs\n',
    'the cache is a mount':
      'FROM a\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y x\n',
    'nothing is installed': 'FROM a\nRUN conda list\n',
    'the stage is not shipped, and its cache not copied':
      'FROM a AS b\nRUN conda create -y -p /env x\nFROM a\nCOPY --from=b /env /env\n',
  },
  leaves: {
    'a later step installs from the cache': [
      'FROM a\nRUN conda install -y x\nRUN conda install --offline y && conda clean -ay\n',
      [2],
      /line 3 uses this cache/,
    ],
    'what empties it may go': [
      'FROM a\nRUN conda install -y x && rm -rf /opt/conda\n',
      [2],
      /may remove/,
    ],
  },
  fixes: {
    'mamba updates an environment': [
      'FROM a\nRUN mamba env update -n base -f e.yml\n',
      'FROM a\nRUN mamba env update -n base -f e.yml && mamba clean -ay\n',
    ],
    'micromamba installs, line by line': [
      'FROM a\nRUN micromamba install -y \\\n      x && \\\n    echo done\n',
      'FROM a\nRUN micromamba install -y \\\n      x && \\\n    echo done && \\\n    micromamba clean -ay\n',
    ],
  },
});
