"""A public register of directives, inspections and remediation, made from YAML records in git.

The machine in one line: ``read`` -> ``examine`` -> ``publish`` -> ``write``; see :mod:`generator.build`.
"""
