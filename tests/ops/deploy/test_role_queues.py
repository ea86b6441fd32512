"""Queues are made for every role that has a worklist in some process."""

import json
from pathlib import Path

from ops.deploy.cloudformation import TEMPLATE
from ops.deploy.per_municipality import template_body
from ops.stage.roles import queues_of, with_worklists

PROCESSES = Path(__file__).parents[3] / "templates" / "processes"


def test_a_role_that_only_one_process_has_gets_a_queue_in_each_municipality():
    body = template_body(TEMPLATE, ("34022", "34041"), lambda nis: queues_of(nis, PROCESSES))
    made = json.loads(body)["Resources"]
    names = {
        resource["Properties"]["QueueName"]["Fn::Sub"]: name
        for name, resource in made.items()
        if resource["Type"] == "AWS::SQS::Queue"
    }
    for nis in ("34022", "34041"):
        for end in (nis, f"{nis}-registrar"):
            queue = made[names[f"thuisloket-${{Stage}}-review-{end}"]]
            parked = queue["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
            assert parked == names[f"thuisloket-${{Stage}}-review-dead-{end}"]
            assert all(name.isalnum() for name in names.values())
    keys = [name for name in made if made[name]["Type"] == "AWS::KMS::Alias" and "Seal" in name]
    assert sorted(keys) == ["OwnSealKeyName34022", "OwnSealKeyName34041"]


def test_the_first_role_keeps_the_queue_that_has_the_code_alone():
    assert "clerk" in with_worklists(PROCESSES)
    assert queues_of("34022", PROCESSES)[0] == "34022"
    assert "34022-clerk" not in queues_of("34022", PROCESSES)
