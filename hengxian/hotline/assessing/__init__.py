"""Self-assessment of a hotline by its own people (问答3): plan, item by item, own data, scores, readiness, the package.

自评，非认证: no function here knows a certification body, and nothing is sent anywhere by itself.
"""

STAGE = "自评，非认证"
