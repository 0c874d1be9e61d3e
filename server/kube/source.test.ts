import type { ServerResponse } from 'node:http'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Fields, type KubeObject, type Kind } from '@/lib/kube/kind'
