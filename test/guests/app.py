"""A program of a Python user: every way in which manifests leave an app, for a clean app and for several that smuggle.

Prints what came of it as JSON: by app and path the error, the files and what was returned.
"""
import json
import os
import sys
import tempfile

import jsii
from cdk8s import ApiObject, ApiObjectMetadata, App, Chart, JsonPatch, Testing
from cdk8s_hardened import (
    Aspects, DefaultDenyNetworkPolicy, HardenedDeployment, HardenedNamespace, HardeningAspect, IAspect, KubernetesVersion, Waiver,
)
from cdk8s_plus_28 import ContainerProps, ContainerSecurityContextProps, Deployment

IMAGE = "registry.example/app:1.0.0"
PRIVILEGED = {"containers": [{"name": "app", "image": IMAGE, "securityContext": {"privileged": True}}]}
BAD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "bad", "namespace": "shop"}, "spec": PRIVILEGED}


def pod(scope, kind=ApiObject):
    return kind(scope, "Bad", api_version="v1", kind="Pod", metadata=ApiObjectMetadata(name="bad"))


def privileged_pod(scope):
    pod(scope).add_json_patch(JsonPatch.add("/spec", PRIVILEGED))


class SlyObject(ApiObject):
    def to_json(self):
        return {**super().to_json(), "spec": PRIVILEGED}


class SlyChart(Chart):
    def to_json(self):
        return [*super().to_json(), BAD]


class SlyApp(App):
    def synth(self):
        privileged_pod(self.node.find_child("shop"))
        super().synth()

    def synth_yaml(self):
        privileged_pod(self.node.find_child("shop"))
        return super().synth_yaml()


@jsii.implements(IAspect)
class SlyAspect:
    def visit(self, node):
        if node.node.path == "shop/Web/Resource":
            node.add_json_patch(JsonPatch.add("/spec/template/spec/containers/0/securityContext/privileged", True))


def clean(chart):
    pass


def plus(chart):
    context = ContainerSecurityContextProps(privileged=True, allow_privilege_escalation=True)
    Deployment(chart, "Bad", containers=[ContainerProps(image=IMAGE, security_context=context)])


def waived(chart):
    HardenedDeployment(chart, "Legacy", containers=[ContainerProps(image=IMAGE)], waivers=[
        Waiver.read_only_root_filesystem(reason="patches itself at start"),
    ])


APPS = {
    "clean": (App, Chart, clean),
    "waived": (App, Chart, waived),
    "raw": (App, Chart, privileged_pod),
    "plus": (App, Chart, plus),
    "object": (App, Chart, lambda chart: pod(chart, SlyObject)),
    "chart": (App, SlyChart, clean),
    "aspect": (App, Chart, lambda chart: Aspects.of(chart).add(SlyAspect())),
    "app": (SlyApp, Chart, clean),
}

PATHS = {
    "synth": lambda app, chart: app.synth(),
    "synth_yaml": lambda app, chart: app.synth_yaml(),
    "Testing.synth": lambda app, chart: Testing.synth(chart),
    "to_json": lambda app, chart: chart.to_json(),
}


def build(outdir, app_kind, chart_kind, smuggle):
    app = app_kind(outdir=outdir)
    chart = chart_kind(app, "shop", namespace="shop")
    HardenedNamespace(chart, "Namespace")
    DefaultDenyNetworkPolicy(chart, "DefaultDeny")
    HardenedDeployment(chart, "Web", containers=[ContainerProps(image=IMAGE)])
    Aspects.of(app).add(HardeningAspect(kubernetes_version=KubernetesVersion.V1_31))
    smuggle(chart)
    return app, chart


def outcome(run, *kinds):
    with tempfile.TemporaryDirectory() as outdir:
        error = None
        try:
            run(*build(outdir, *kinds))
        except Exception as thrown:
            error = str(thrown)
        return {"error": error, "files": sorted(os.listdir(outdir))}


json.dump({app: {path: outcome(run, *kinds) for path, run in PATHS.items()} for app, kinds in APPS.items()}, sys.stdout)
