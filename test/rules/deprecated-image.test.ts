import rule from '../../src/rules/deprecated-image.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  outlooks: {
    'k8s.gcr.io/pause:3.9': { reference: 'registry.k8s.io/pause:3.9', kind: 'replacement' },
    'k8s.gcr.io/coredns/coredns:v1.9.3': {
      reference: 'k8s.gcr.io/coredns/coredns:v1.9.4',
      kind: 'patch',
    },
  },
  passes: {
    'the image has no successor': 'FROM alpine:3.22\n',
    'the image is not known': 'ARG BASE\nFROM $BASE\n',
    'its line has ended, which another rule says': 'FROM centos:7\n',
  },
  leaves: {
    'nothing was found to take': [
      'FROM k8s.gcr.io/etcd:3.5.0-0\n',
      [1],
      /`registry\.k8s\.io\/etcd/,
    ],
    'something else than a successor is to be taken': [
      'FROM k8s.gcr.io/coredns/coredns:v1.9.3\n',
      [1],
      /compare/,
    ],
  },
  fixes: {
    'the successor has the tag': [
      'FROM k8s.gcr.io/pause:3.9 AS pause\n',
      'FROM registry.k8s.io/pause:3.9 AS pause\n',
    ],
    'the name is in an ARG': [
      'ARG IMAGE=k8s.gcr.io/pause:3.9\nFROM ${IMAGE}\n',
      'ARG IMAGE=registry.k8s.io/pause:3.9\nFROM ${IMAGE}\n',
    ],
  },
});
